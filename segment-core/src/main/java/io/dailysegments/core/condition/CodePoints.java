package io.dailysegments.core.condition;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The order of texts by code point, which differs from that of {@link String} beyond the first
 * 65,536 of them.
 */
final class CodePoints {
  private static final Comparator<String> ORDER =
      (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

  private CodePoints() {}

  /** The texts, each once, ascending. */
  static List<String> sorted(Collection<String> texts) {
    return texts.stream().distinct().sorted(ORDER).toList();
  }
}
