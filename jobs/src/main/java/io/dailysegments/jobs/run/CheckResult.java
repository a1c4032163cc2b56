package io.dailysegments.jobs.run;

/**
 * What a check found.
 *
 * @param line what was seen and what is allowed, in words
 */
record CheckResult(Check check, boolean passed, String line) {

  static CheckResult passed(Check check, String line) {
    return new CheckResult(check, true, line);
  }

  static CheckResult failed(Check check, String line) {
    return new CheckResult(check, false, line);
  }
}
