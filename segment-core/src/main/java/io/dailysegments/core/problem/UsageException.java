package io.dailysegments.core.problem;

/** The command line asks for something that can't be done. */
public final class UsageException extends UserException {

  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message, null);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitStatus() {
    return 2;
  }
}
