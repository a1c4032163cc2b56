package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.UsageException;
import io.dailysegments.jobs.run.Acceptance;
import io.dailysegments.jobs.run.Check;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options to publish a day although checks hold it. */
final class AcceptOptions {

  @Option(
      names = "--accept",
      paramLabel = "CHECK",
      split = ",",
      description = {
        "Publish the day that these checks hold, exactly as it was computed: rejected_rows, events,",
        "users, user_tables, missing_labels, unknown_users, segment_size. Needs --reason."
      })
  private List<String> checks = List.of();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why it may be published; kept in runs and run_attempts, with who accepted.")
  private String reason = "";

  /**
   * @throws UsageException if a check is unknown or there is no reason
   */
  Acceptance acceptance() {
    if (checks.isEmpty() && reason.isEmpty()) {
      return Acceptance.NONE;
    }
    if (checks.isEmpty() || reason.isBlank()) {
      throw new UsageException("Give both, what is accepted and why: --accept CHECK --reason TEXT");
    }
    Set<Check> accepted = EnumSet.noneOf(Check.class);
    checks.forEach(key -> accepted.add(check(key)));
    return new Acceptance(accepted, reason, System.getProperty("user.name"));
  }

  private static Check check(String key) {
    return Check.of(key)
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no check '%s'.%s The checks are %s."
                        .formatted(
                            key,
                            NearestName.hint(key, Check.keys()),
                            String.join(", ", Check.keys()))));
  }
}
