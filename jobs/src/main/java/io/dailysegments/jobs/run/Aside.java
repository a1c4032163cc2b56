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
 * settings of Spark's jobs. The caller leaves when both have ended: work whose result it did not
 * wait for is stopped.
 *
 * @param <T> what the work gives
 */
final class Aside<T> implements AutoCloseable {

  private final SparkContext context;
  private final String group = "aside-" + UUID.randomUUID();
  private final FutureTask<T> task;
  private final Consumer<T> unwanted;
  private boolean isAsked;

  private Aside(SparkContext context, Supplier<T> work, Consumer<T> unwanted) {
    this.context = context;
    this.unwanted = unwanted;
    this.task =
        new FutureTask<>(
            () -> {
              context.setJobGroup(group, "", false);
              return work.get();
            });
  }

  /**
   * Starts some work.
   *
   * @param unwanted what is to be done with a result that nobody asked for
   */
  static <T> Aside<T> start(SparkSession session, Supplier<T> work, Consumer<T> unwanted) {
    Aside<T> aside = new Aside<>(session.sparkContext(), work, unwanted);
    Thread thread = new Thread(aside.task, aside.group); // inherits session and settings
    thread.setDaemon(true);
    thread.start();
    return aside;
  }

  /**
   * Waits for the result.
   *
   * @throws RuntimeException what the work threw; an error likewise
   */
  T result() {
    isAsked = true;
    return await();
  }

  /**
   * Stops the work if nobody waited for it, and waits for its end.
   *
   * @throws RuntimeException what the work threw before it was stopped; an error likewise
   */
  @Override
  public void close() {
    if (isAsked) {
      return;
    }
    boolean isStopped = !hasEnded();
    if (isStopped) {
      context.cancelJobGroupAndFutureJobs(group);
    }
    try {
      unwanted.accept(await());
    } catch (RuntimeException | Error e) {
      if (!isStopped) {
        throw e;
      }
    }
  }

  boolean hasEnded() {
    return task.isDone();
  }

  private T await() {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // a Supplier throws no other
    }
  }
}
