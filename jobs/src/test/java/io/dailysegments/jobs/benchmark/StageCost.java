package io.dailysegments.jobs.benchmark;

/**
 * What Spark did under one job description.
 *
 * @param rowsRead of files
 * @param shuffled bytes written for shuffles
 * @param spilled bytes on disk
 * @param cpuSeconds of all tasks
 * @param peakHeap the most bytes of heap in use, garbage included
 * @param peakRss the most bytes of the process that were resident
 */
record StageCost(
    long jobs,
    long tasks,
    long rowsRead,
    long bytesRead,
    long rowsWritten,
    long bytesWritten,
    long shuffled,
    long spilled,
    double cpuSeconds,
    double gcSeconds,
    long peakHeap,
    long peakRss) {

  static final StageCost NONE = new StageCost(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Both together. */
  StageCost plus(StageCost other) {
    return new StageCost(
        jobs + other.jobs,
        tasks + other.tasks,
        rowsRead + other.rowsRead,
        bytesRead + other.bytesRead,
        rowsWritten + other.rowsWritten,
        bytesWritten + other.bytesWritten,
        shuffled + other.shuffled,
        spilled + other.spilled,
        cpuSeconds + other.cpuSeconds,
        gcSeconds + other.gcSeconds,
        Math.max(peakHeap, other.peakHeap),
        Math.max(peakRss, other.peakRss));
  }

  static StageCost job() {
    return new StageCost(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  static StageCost memory(long heap, long resident) {
    return new StageCost(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, heap, resident);
  }
}
