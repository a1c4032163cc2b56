package io.dailysegments.core.problem;

/**
 * A failure that the user can mend: it is shown as its message only, without a stack trace, and
 * ends the program with {@link #exitStatus()}. Every other exception is a fault of the program.
 */
public abstract sealed class UserException extends RuntimeException
    permits UsageException, DefinitionException, InputException, GateException, DayHeldException {

  private static final long serialVersionUID = 1L;

  UserException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The exit status of the program: 2 usage, 3 definitions, 4 input data, 5 the day is held by
   * another run.
   */
  public abstract int exitStatus();
}
