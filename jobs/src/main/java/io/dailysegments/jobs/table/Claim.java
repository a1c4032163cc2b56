package io.dailysegments.jobs.table;

import io.dailysegments.core.problem.DayHeldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A claim on some days, renewed until it is closed. */
public final class Claim implements AutoCloseable {

  /** How often the holder of a claim gives a sign of life. */
  static final Duration RENEWAL = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger("io.dailysegments");

  private final Claims claims;
  private final List<Path> files;
  private final ClaimHolder holder;
  private final ScheduledExecutorService clock;
  private final ScheduledFuture<?> renewals;

  Claim(Claims claims, List<Path> files, ClaimHolder holder) {
    this.claims = claims;
    this.files = List.copyOf(files);
    this.holder = holder;
    this.clock = Executors.newSingleThreadScheduledExecutor(Claim::daemon);
    long seconds = RENEWAL.toSeconds();
    this.renewals = clock.scheduleAtFixedRate(this::renew, seconds, seconds, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "claim renewal");
    thread.setDaemon(true);
    return thread;
  }

  /** Not while somebody looks: a file that is being written is nobody's. */
  private synchronized void renew() {
    for (Path file : files) {
      try {
        if (claims.isHeld(file, holder)) {
          claims.renew(file, holder);
        }
      } catch (IOException
          | RuntimeException e) { // tried again soon; requireHeld tells if it was too late
        LOG.warn("Cannot renew the claim {}: {}", file, e.getMessage());
      }
    }
  }

  /**
   * To be asked before what was computed becomes readable.
   *
   * @throws DayHeldException if the claim was broken or taken over while this process did not live
   */
  public synchronized void requireHeld() {
    for (Path file : files) {
      try {
        if (!claims.isHeld(file, holder)) {
          throw new DayHeldException(
              "Cannot go on: the claim "
                  + file
                  + " was broken or taken over by another run. Nothing was published.");
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot look at the claim " + file, e);
      }
    }
  }

  /** Gives the claim up; one that is another holder's by now stays. */
  @Override
  public synchronized void close() {
    renewals.cancel(true);
    clock.shutdownNow();
    for (Path file : files) {
      try {
        if (claims.isHeld(file, holder)) {
          claims.release(file);
        }
      } catch (IOException e) {
        LOG.warn("Cannot give up the claim {}: {}; it ends by itself", file, e.getMessage());
      }
    }
  }
}
