package io.dailysegments.core.history;

/** Bytes that were read as a packed history are none, or one of another version of the format. */
public final class CorruptHistoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorruptHistoryException(String what) {
    super("Cannot read a packed history: " + what + ". Rebuild it from the digest.");
  }

  CorruptHistoryException(String what, Throwable cause) {
    super("Cannot read a packed history: " + what + ". Rebuild it from the digest.", cause);
  }
}
