package io.dailysegments.core.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that somebody probably meant. */
public final class NearestName {

  private NearestName() {}

  /**
   * The known name with the smallest Levenshtein distance to the unknown one, letter case aside,
   * ties by name; empty if none is closer than half of the unknown name's length (at least 2 edits
   * are allowed).
   */
  public static Optional<String> of(String unknown, Collection<String> known) {
    int limit = Math.max(2, unknown.length() / 2);
    return known.stream()
        .filter(name -> Math.abs(name.length() - unknown.length()) <= limit)
        .filter(name -> distance(unknown, name) <= limit)
        .min(
            Comparator.<String>comparingInt(name -> distance(unknown, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code " Did you mean 'x'?"}, or nothing. */
  public static String hint(String unknown, Collection<String> known) {
    return of(unknown, known).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /** {@code " Did you mean 'x'?"}, or if nothing is near {@code " Known are: a, b."} */
  public static String hintOrAll(String unknown, Collection<String> known) {
    String hint = hint(unknown, known);
    if (!hint.isEmpty() || known.isEmpty()) {
      return hint;
    }
    return " Known are: " + String.join(", ", known) + ".";
  }

  private static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
