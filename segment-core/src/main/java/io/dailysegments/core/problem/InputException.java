package io.dailysegments.core.problem;

/** Input data is missing, unreadable, or refused by a quality gate. */
public final class InputException extends UserException {

  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message, null);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitStatus() {
    return 4;
  }
}
