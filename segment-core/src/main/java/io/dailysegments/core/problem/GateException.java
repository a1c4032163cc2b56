package io.dailysegments.core.problem;

/** A day was computed, and a quality gate holds it back. */
public final class GateException extends UserException {

  private static final long serialVersionUID = 1L;

  public GateException(String message) {
    super(message, null);
  }

  @Override
  public int exitStatus() {
    return 4;
  }
}
