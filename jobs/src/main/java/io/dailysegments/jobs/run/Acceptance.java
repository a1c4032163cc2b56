package io.dailysegments.jobs.run;

import java.util.Set;
import java.util.TreeSet;

/**
 * A person's decision to publish a day although checks failed.
 *
 * @param checks those that may fail
 * @param reason why, in the person's words
 * @param by who
 */
public record Acceptance(Set<Check> checks, String reason, String by) {

  /** Every check holds. */
  public static final Acceptance NONE = new Acceptance(Set.of(), "", "");

  public Acceptance {
    checks = Set.copyOf(checks);
  }

  boolean isNone() {
    return checks.isEmpty();
  }

  boolean covers(Check check) {
    return checks.contains(check);
  }

  /** The checks by their names, sorted. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    checks.forEach(check -> keys.add(check.key()));
    return keys;
  }

  String words() {
    return words(by, reason);
  }

  /** How a published day says of a check that a person accepted it. */
  static String words(String by, String reason) {
    return "accepted by " + by + ": " + reason;
  }
}
