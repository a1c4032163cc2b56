package io.dailysegments.jobs.run;

import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Work that goes on while the caller does other work. It has the caller's Spark session, and
 * settings of Spark's jobs. The caller leaves when both have ended, also where it is interrupted.
 *
 * @param <T> what the work gives
 */
final class Aside<T> implements AutoCloseable {

  private final SparkContext context;
  private final String group = "aside-" + UUID.randomUUID();
  private final FutureTask<T> task;
  private final Consumer<T> unwanted;
  private final boolean mayBeStopped;
  private boolean isTaken;

  private Aside(
      SparkContext context, Supplier<T> work, Consumer<T> unwanted, boolean mayBeStopped) {
    this.context = context;
    this.unwanted = unwanted;
    this.mayBeStopped = mayBeStopped;
    this.task =
        new FutureTask<>(
            () -> {
              context.setJobGroup(group, "", false);
              return work.get();
            });
  }

  /**
   * Starts work that is stopped if nobody waits for its result: no Spark job of it goes on or
   * begins. Tasks end when they next look whether they should.
   *
   * @param unwanted what is to be done with a result that nobody waited for
   */
  static <T> Aside<T> start(SparkSession session, Supplier<T> work, Consumer<T> unwanted) {
    return start(new Aside<>(session.sparkContext(), work, unwanted, true));
  }

  /** Starts work that is not stopped, such as writing several things of which none may lack. */
  static Aside<Void> toItsEnd(SparkSession session, Runnable work) {
    Supplier<Void> nothing =
        () -> {
          work.run();
          return null;
        };
    return start(new Aside<>(session.sparkContext(), nothing, any -> {}, false));
  }

  private static <T> Aside<T> start(Aside<T> aside) {
    Thread thread = new Thread(aside.task, aside.group); // inherits session and settings
    thread.setDaemon(true);
    thread.start();
    return aside;
  }

  /** Waits for the result; throws what the work threw, as it is. */
  T result() {
    isTaken = true;
    return await();
  }

  /**
   * Waits for the end of work whose result was not taken; throws what the work threw, as it is, but
   * for exceptions of work that was stopped.
   */
  @Override
  public void close() {
    if (isTaken) {
      return;
    }
    boolean isStopped = mayBeStopped && !hasEnded();
    if (isStopped) {
      context.cancelJobGroupAndFutureJobs(group);
    }
    T result;
    try {
      result = await();
    } catch (Exception e) {
      if (isStopped) {
        return;
      }
      throw e;
    }
    unwanted.accept(result);
  }

  boolean hasEnded() {
    return task.isDone();
  }

  private T await() {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          isInterrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw Aside.<RuntimeException>asItIs(e.getCause());
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Spark's exceptions are checked ones that Scala does not declare. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // only a throws clause
  private static <E extends Throwable> E asItIs(Throwable cause) throws E {
    throw (E) cause;
  }
}
