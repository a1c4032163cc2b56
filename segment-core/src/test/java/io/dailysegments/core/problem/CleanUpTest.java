package io.dailysegments.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanUpTest {
  private final RuntimeException failure = new IllegalStateException("why");

  @Test
  void itIsDone() {
    StringBuilder done = new StringBuilder();
    CleanUp.after(failure, () -> done.append("done"));
    assertThat(done).hasToString("done");
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  void whatFailsMeanwhileIsAddedAndNotThrown() {
    Error other = new OutOfMemoryError("meanwhile");
    CleanUp.after(
        failure,
        () -> {
          throw other;
        });
    assertThat(failure.getSuppressed()).containsExactly(other);
  }
}
