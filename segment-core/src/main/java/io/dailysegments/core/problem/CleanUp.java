package io.dailysegments.core.problem;

/** What is done on the way out of a failure. */
public final class CleanUp {
  private CleanUp() {}

  /**
   * Clears up after a failure, which is thrown on. What fails meanwhile does not hide it: it is
   * added to it.
   */
  public static void after(Throwable failure, Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      failure.addSuppressed(e);
    }
  }
}
