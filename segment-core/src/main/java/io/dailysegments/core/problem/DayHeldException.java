package io.dailysegments.core.problem;

/** Another run holds the day. */
public final class DayHeldException extends UserException {

  private static final long serialVersionUID = 1L;

  public DayHeldException(String message) {
    super(message, null);
  }

  public DayHeldException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitStatus() {
    return 5;
  }
}
