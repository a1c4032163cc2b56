package io.dailysegments.jobs.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparkSessionsTest {

  private static final long MEGABYTE = 1L << 20;
  private static final long GIGABYTE = 1L << 30;

  /** Spark numbers the pages of a task with 13 bits; a task may need all of the heap. */
  @Test
  void theHeapFillsUpBeforeTheNumbersOfPagesDo() {
    for (long heap : new long[] {GIGABYTE, 8 * GIGABYTE, 30 * GIGABYTE, 500 * GIGABYTE}) {
      long page = SparkSessions.taskRoom(heap);
      assertThat(heap / page).isLessThanOrEqualTo(4096);
      assertThat(Long.bitCount(page)).as("a power of two").isOne();
    }
    assertThat(SparkSessions.taskRoom(GIGABYTE)).isEqualTo(2 * MEGABYTE);
    assertThat(SparkSessions.taskRoom(8 * GIGABYTE)).isEqualTo(2 * MEGABYTE);
    assertThat(SparkSessions.taskRoom(9 * GIGABYTE)).isEqualTo(4 * MEGABYTE);
    assertThat(SparkSessions.taskRoom(64 * GIGABYTE)).isEqualTo(16 * MEGABYTE);
  }
}
