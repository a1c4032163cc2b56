package io.dailysegments.jobs.run;

import java.util.List;

/**
 * What a run has computed and written, and nobody can read yet.
 *
 * @param day its row in {@code runs}, the checks aside
 * @param checks what the quality gates found
 */
record Computed(PublishedDay day, List<CheckResult> checks) {

  Computed {
    checks = List.copyOf(checks);
  }
}
