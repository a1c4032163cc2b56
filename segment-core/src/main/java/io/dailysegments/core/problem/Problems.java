package io.dailysegments.core.problem;

import java.util.List;
import java.util.TreeSet;

/**
 * Collects every error and warning of one validation, sorted by place, so that they can be reported
 * in one go.
 */
public final class Problems {

  private final TreeSet<Problem> errors = new TreeSet<>();
  private final TreeSet<Problem> warnings = new TreeSet<>();

  /** Records an error: what was read can't be used. */
  public void error(SourcePosition position, String message) {
    errors.add(new Problem(position, message));
  }

  /** Records a warning: what was read is used, but probably not what was meant. */
  public void warn(SourcePosition position, String message) {
    warnings.add(new Problem(position, message));
  }

  /** The errors so far, by file, line and column. */
  public List<Problem> errors() {
    return List.copyOf(errors);
  }

  /** The warnings so far, by file, line and column. */
  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Ends a validation.
   *
   * @throws DefinitionException with all errors and warnings, if there is an error
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new DefinitionException(errors(), warnings());
    }
  }
}
