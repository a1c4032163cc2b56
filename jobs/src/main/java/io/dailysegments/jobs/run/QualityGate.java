package io.dailysegments.jobs.run;

import io.dailysegments.core.problem.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds a run when too large a share of an input's rows was refused. */
final class QualityGate {

  private final double maxRejectedShare;
  private final List<String> failures = new ArrayList<>();

  QualityGate(double maxRejectedShare) {
    this.maxRejectedShare = maxRejectedShare;
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
    return false;
  }

  /**
   * @throws InputException if an input did not pass
   */
  void throwIfAnyFailed() {
    if (!failures.isEmpty()) {
      throw new InputException(
          "Cannot go on with these inputs:\n  "
              + String.join("\n  ", failures)
              + "\nThe refused rows are in the table quarantine. Mend the data, or raise the share.");
    }
  }
}
