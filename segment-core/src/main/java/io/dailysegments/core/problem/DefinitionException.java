package io.dailysegments.core.problem;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings, catalog or segment definitions are invalid; carries every problem found. The message is
 * a line for each, warnings last.
 */
public final class DefinitionException extends UserException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final transient List<Problem> warnings;

  public DefinitionException(List<Problem> problems) {
    this(problems, List.of());
  }

  /**
   * @param warnings what was found besides
   */
  public DefinitionException(List<Problem> problems, List<Problem> warnings) {
    super(message(problems, warnings), null);
    this.problems = List.copyOf(problems);
    this.warnings = List.copyOf(warnings);
  }

  /** All problems, by file, line and column. */
  public List<Problem> problems() {
    return problems;
  }

  /** What is probably not meant, by file, line and column. */
  public List<Problem> warnings() {
    return warnings;
  }

  @Override
  public int exitStatus() {
    return 3;
  }

  private static String message(List<Problem> problems, List<Problem> warnings) {
    return Stream.concat(
            problems.stream().map(Problem::toString),
            warnings.stream().map(warning -> "warning: " + warning))
        .collect(Collectors.joining("\n"));
  }
}
