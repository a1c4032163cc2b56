package io.dailysegments.core.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Settings, catalog or segment definitions are invalid; carries every problem found. */
public final class DefinitionException extends UserException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public DefinitionException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), null);
    this.problems = List.copyOf(problems);
  }

  /** All problems, by file, line and column. */
  public List<Problem> problems() {
    return problems;
  }

  @Override
  public int exitStatus() {
    return 3;
  }
}
