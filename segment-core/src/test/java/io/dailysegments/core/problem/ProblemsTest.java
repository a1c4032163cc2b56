package io.dailysegments.core.problem;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ProblemsTest {
  private final Problems problems = new Problems();

  @Test
  void warningsAreToldWithTheErrors() {
    problems.warn(new SourcePosition("a.yaml", 1, 1), "odd");
    problems.error(new SourcePosition("b.yaml", 2, 3), "wrong");
    problems.error(new SourcePosition("b.yaml", 1, 3), "bad");

    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(DefinitionException.class)
        .hasMessage("b.yaml:1:3: bad\nb.yaml:2:3: wrong\nwarning: a.yaml:1:1: odd");
  }

  @Test
  void warningsAloneStopNothing() {
    problems.warn(new SourcePosition("a.yaml", 1, 1), "odd");

    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }
}
