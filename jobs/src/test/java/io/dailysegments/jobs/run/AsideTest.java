package io.dailysegments.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.jobs.testing.SparkTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class AsideTest extends SparkTest {

  private static final CountDownLatch IN_TASK = new CountDownLatch(1);

  private final List<String> unwanted = new ArrayList<>();

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each would wait for ever if the other did not go on. */
  @Test
  void bothGoOnAtOnce() {
    CountDownLatch here = new CountDownLatch(1);
    CountDownLatch there = new CountDownLatch(1);
    try (Aside<String> aside =
        Aside.start(
            session(),
            () -> {
              there.countDown();
              await(here);
              return "made";
            },
            unwanted::add)) {
      await(there);
      here.countDown();
      assertThat(aside.result()).isEqualTo("made");
    }
    assertThat(unwanted).isEmpty();
  }

  @Test
  void theWorkHasTheCallersSessionAndSettingsOfJobs() {
    session().sparkContext().setLocalProperty("spark.scheduler.pool", "nightly");
    try (Aside<String> aside =
        Aside.start(
            session(),
            () -> session().sparkContext().getLocalProperty("spark.scheduler.pool"),
            unwanted::add)) {
      assertThat(aside.result()).isEqualTo("nightly");
    } finally {
      session().sparkContext().setLocalProperty("spark.scheduler.pool", null);
    }
    SparkSession before = SparkSession.active();
    SparkSession other = session().newSession(); // not the one that any thread finds
    SparkSession.setActiveSession(other);
    try (Aside<SparkSession> aside = Aside.start(other, SparkSession::active, any -> {})) {
      assertThat(aside.result()).isSameAs(other);
    } finally {
      SparkSession.setActiveSession(before);
    }
  }

  @Test
  void whatTheWorkThrowsIsThrownAsItIs() {
    List<Throwable> failures =
        List.of(
            new IllegalArgumentException("x"),
            new OutOfMemoryError(),
            new SparkException("a checked one that Scala does not declare"));
    for (Throwable failure : failures) {
      try (Aside<String> aside = Aside.start(session(), () -> fail(failure), unwanted::add)) {
        assertThatThrownBy(aside::result).isSameAs(failure);
      }
    }
  }

  private static String fail(Throwable failure) {
    throw AsideTest.<RuntimeException>undeclared(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E undeclared(Throwable failure) throws E {
    throw (E) failure;
  }

  @Test
  void aResultThatNobodyAskedForIsHandedBack() throws InterruptedException {
    Aside<String> aside = Aside.start(session(), () -> "made", unwanted::add);
    awaitEnd(aside);
    aside.close();
    assertThat(unwanted).containsExactly("made");
  }

  @Test
  void aFailureThatNobodyAskedForIsAddedToTheCallers() {
    IllegalStateException own = new IllegalStateException("own");
    IllegalArgumentException other = new IllegalArgumentException("other");
    assertThatThrownBy(
            () -> {
              try (Aside<String> aside = Aside.start(session(), () -> fail(other), unwanted::add)) {
                awaitEnd(aside);
                throw own;
              }
            })
        .isSameAs(own)
        .hasSuppressedException(other);
  }

  private static void awaitEnd(Aside<?> aside) throws InterruptedException {
    while (!aside.hasEnded()) {
      Thread.sleep(1);
    }
  }

  /** The work would go on for a minute, and give its result. */
  @Test
  void workThatNobodyWaitsForIsStopped() {
    IllegalStateException own = new IllegalStateException("own");
    assertThatThrownBy(
            () -> {
              try (Aside<String> aside = Aside.start(session(), AsideTest::slow, unwanted::add)) {
                await(IN_TASK);
                assertThat(aside.hasEnded()).isFalse();
                throw own;
              }
            })
        .isSameAs(own)
        .hasNoSuppressedExceptions();
    assertThat(unwanted).isEmpty();
    assertThat(session().range(3).count()).as("the session goes on").isEqualTo(3);
  }

  private static String slow() {
    session()
        .range(0, 2, 1, 2)
        .foreach(
            (ForeachFunction<Long>)
                id -> {
                  IN_TASK.countDown();
                  for (int i = 0; i < 600 && !TaskContext.get().isInterrupted(); i++) {
                    Thread.sleep(100);
                  }
                });
    return "made";
  }

  @Test
  void workThatIsToEndIsAwaited() {
    IllegalStateException own = new IllegalStateException("own");
    CountDownLatch callerFails = new CountDownLatch(1);
    assertThatThrownBy(
            () -> {
              try (Aside<Void> aside =
                  Aside.toItsEnd(
                      session(),
                      () -> {
                        await(callerFails);
                        unwanted.add("counted " + session().range(7).count());
                      })) {
                assertThat(aside.hasEnded()).isFalse();
                callerFails.countDown();
                throw own;
              }
            })
        .isSameAs(own)
        .hasNoSuppressedExceptions();
    assertThat(unwanted).containsExactly("counted 7");
  }

  @Test
  void aCallerThatIsInterruptedStillAwaitsTheEnd() {
    Thread caller = Thread.currentThread();
    caller.interrupt();
    try (Aside<String> aside =
        Aside.start(
            session(),
            () -> {
              while (caller.isInterrupted()) { // until it waits, and finds that it is
                Thread.onSpinWait();
              }
              return "made";
            },
            unwanted::add)) {
      assertThat(aside.result()).isEqualTo("made");
    } finally {
      assertThat(Thread.interrupted()).as("the caller is still told").isTrue();
    }
  }
}
