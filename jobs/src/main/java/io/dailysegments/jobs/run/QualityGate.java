package io.dailysegments.jobs.run;

import io.dailysegments.core.problem.InputException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stops a run when too large a share of an input's rows was refused, unless a person accepts it.
 */
final class QualityGate {

  private final double maxRejectedShare;
  private final Acceptance acceptance;
  private final List<String> failures = new ArrayList<>();

  QualityGate(double maxRejectedShare, Acceptance acceptance) {
    this.maxRejectedShare = maxRejectedShare;
    this.acceptance = acceptance;
  }

  /**
   * Whether an input passes.
   *
   * @param what the input, in words
   * @param refused rows that count against it, by reason
   */
  boolean admits(String what, long rows, Map<String, Long> refused) {
    SortedMap<String, Long> reasons = new TreeMap<>(refused);
    long count = reasons.values().stream().mapToLong(Long::longValue).sum();
    if (count <= maxRejectedShare * rows) {
      return true;
    }
    failures.add(
        "%s: %d of %d rows were refused %s, more than quality.max_rejected_share %s allows"
            .formatted(what, count, rows, reasons, maxRejectedShare));
    return acceptance.covers(Check.REJECTED_ROWS);
  }

  /** What was found, where it is not thrown. */
  CheckResult result() {
    return failures.isEmpty()
        ? CheckResult.passed(
            Check.REJECTED_ROWS, "no input above quality.max_rejected_share " + maxRejectedShare)
        : CheckResult.failed(Check.REJECTED_ROWS, String.join("; ", failures));
  }

  /**
   * @param day whose run can accept it
   * @throws InputException if an input did not pass
   */
  void throwIfAnyFailed(LocalDate day) {
    if (!failures.isEmpty() && !acceptance.covers(Check.REJECTED_ROWS)) {
      throw new InputException(
          ("Cannot go on with these inputs:%n  %s%nThe refused rows are in the table quarantine."
                  + " Mend the data, raise the share, or go on with the other rows:"
                  + " segments run --date %s --accept %s --reason TEXT")
              .formatted(String.join("\n  ", failures), day, Check.REJECTED_ROWS.key()));
    }
  }
}
