package io.dailysegments.jobs.table;

import io.dailysegments.jobs.table.KernelCommit.LostCommitException;
import io.delta.exceptions.DeltaConcurrentModificationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a write again that lost against one of another run, such as one of another day. */
final class CommitRetries {

  private static final Logger LOG = LoggerFactory.getLogger("io.dailysegments");
  private static final int MOST = 20;
  private static final long PAUSE_NANOS = 200_000_000L;

  private CommitRetries() {}

  /**
   * @param write reads what it depends on itself, so that it can be made again
   * @throws DeltaConcurrentModificationException if it lost {@link #MOST} times
   * @throws LostCommitException likewise
   */
  static void run(OutputTable table, Runnable write) {
    for (int attempt = 1; ; attempt++) {
      try {
        write.run();
        return;
      } catch (DeltaConcurrentModificationException | LostCommitException e) {
        if (attempt == MOST) {
          throw e;
        }
        LOG.info("Another run wrote to {}; trying again", table.key());
        LOG.debug("The conflict", e);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS * attempt));
      }
    }
  }
}
