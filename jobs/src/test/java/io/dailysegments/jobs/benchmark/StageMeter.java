package io.dailysegments.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Adds up what Spark does, by job description, and writes it into a file when the application ends.
 * Registered through {@code spark.extraListeners}; the file's name is {@link #FILE}.
 */
public final class StageMeter extends SparkListener {

  /** The setting that names the file. */
  static final String FILE = "spark.benchmark.meter";

  private static final String DESCRIPTION = "spark.job.description";
  private static final long SAMPLE_MILLIS = 100;

  private final Path file;
  private final Map<Integer, String> descriptions = new HashMap<>();
  private final SortedMap<String, StageCost> stages = new TreeMap<>();
  private final Map<Integer, String> active = new HashMap<>();
  private String current = "";
  private double sessionSeconds;

  /** Called by Spark. */
  public StageMeter(SparkConf conf) {
    this.file = Path.of(conf.get(FILE));
    Thread sampler = new Thread(this::sample, "stage-meter");
    sampler.setDaemon(true);
    sampler.start();
  }

  @Override
  public void onApplicationStart(SparkListenerApplicationStart start) {
    long millis = ManagementFactory.getRuntimeMXBean().getUptime();
    sessionSeconds = millis / 1000.0;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    current = start.properties().getProperty(DESCRIPTION, "");
    for (Object stage : CollectionConverters.asJava(start.stageIds())) {
      descriptions.put((Integer) stage, current);
    }
    active.put(start.jobId(), current);
    add(current, StageCost.job());
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    active.remove(end.jobId());
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskMetrics() != null) {
      add(descriptions.getOrDefault(end.stageId(), ""), cost(end.taskMetrics()));
    }
  }

  @Override
  public synchronized void onApplicationEnd(SparkListenerApplicationEnd end) {
    try {
      new ObjectMapper()
          .writeValue(
              file.toFile(), new MeterFigures(sessionSeconds, ProcessMemory.peakBytes(), stages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StageCost cost(TaskMetrics task) {
    return new StageCost(
        0,
        1,
        task.inputMetrics().recordsRead(),
        task.inputMetrics().bytesRead(),
        task.outputMetrics().recordsWritten(),
        task.outputMetrics().bytesWritten(),
        task.shuffleWriteMetrics().bytesWritten(),
        task.diskBytesSpilled(),
        task.executorCpuTime() / 1e9,
        task.jvmGCTime() / 1e3,
        0,
        0);
  }

  private synchronized void add(String description, StageCost cost) {
    stages.merge(description, cost, StageCost::plus);
  }

  @SuppressWarnings("BusyWait") // a sample now and then is all there is to do
  private void sample() {
    try {
      while (true) {
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        sampled(StageCost.memory(heap, ProcessMemory.residentBytes()));
        Thread.sleep(SAMPLE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void sampled(StageCost memory) {
    Set<String> now = active.isEmpty() ? Set.of(current) : Set.copyOf(active.values());
    now.forEach(description -> add(description, memory));
  }
}
