package io.dailysegments.jobs.acceptance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.RDDScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeLike;
import org.apache.spark.sql.util.QueryExecutionListener;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Counts how often the rows of {@code activity_digest} are read, and how often they are shuffled
 * before what is made of them is kept, over all queries while it listens.
 */
final class DigestScans implements QueryExecutionListener, AutoCloseable {

  private final SparkSession session;

  /** Shuffles by the scan below them; a scan that several queries share is one. */
  private final IdentityHashMap<SparkPlan, Integer> shuffles = new IdentityHashMap<>();

  /** Shuffles above rows that are known to be by user: what is made of the digest. */
  private final IdentityHashMap<SparkPlan, Integer> shufflesOfHistories = new IdentityHashMap<>();

  private final List<String> queries = Collections.synchronizedList(new ArrayList<>());

  DigestScans(SparkSession session) {
    this.session = session;
    session.listenerManager().register(this);
  }

  @Override
  public synchronized void onSuccess(String function, QueryExecution query, long nanos) {
    queries.add(function);
    walk(query.executedPlan(), 0);
  }

  @Override
  public void onFailure(String function, QueryExecution query, Exception failure) {}

  private void walk(SparkPlan plan, int above) {
    if (plan instanceof FileSourceScanExec scan && isDigest(scan)) {
      shuffles.putIfAbsent(scan, above);
    } else if (plan instanceof AdaptiveSparkPlanExec adaptive) {
      walk(adaptive.executedPlan(), above);
    } else if (plan instanceof QueryStageExec stage) {
      walk(stage.plan(), above);
    } else if (plan instanceof InMemoryTableScanExec kept) {
      walk(kept.relation().cachedPlan(), 0);
    } else if (plan instanceof RDDScanExec rolled
        && rolled.outputPartitioning() instanceof HashPartitioning) {
      shufflesOfHistories.put(rolled, above);
    }
    int here = plan instanceof ShuffleExchangeLike ? above + 1 : above;
    CollectionConverters.asJava(plan.children()).forEach(child -> walk(child, here));
  }

  private static boolean isDigest(FileSourceScanExec scan) {
    String places = scan.relation().location().rootPaths().mkString(" ");
    return places.contains("activity_digest") && !places.contains("_delta_log");
  }

  /** How many scans there were. */
  synchronized int scans() {
    return shuffles.size();
  }

  /** How many shuffles there were above each scan. */
  synchronized List<Integer> shuffles() {
    return List.copyOf(shuffles.values());
  }

  /** How many shuffles there were before it was kept of what is made of each scan, by user. */
  synchronized List<Integer> shufflesOfHistories() {
    return List.copyOf(shufflesOfHistories.values());
  }

  /** How many rows all scans have read. */
  synchronized long rows() {
    return shuffles.keySet().stream()
        .mapToLong(scan -> scan.metrics().apply("numOutputRows").value())
        .sum();
  }

  /** How many queries there were. */
  int queries() {
    return queries.size();
  }

  @Override
  public void close() {
    session.listenerManager().unregister(this);
  }
}
