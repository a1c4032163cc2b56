package io.dailysegments.jobs.run;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.rule.SegmentCompiler;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.jobs.run.DailyRun.Gaps;
import io.dailysegments.jobs.run.DailyRun.Request;
import io.dailysegments.jobs.run.DayGates.SizeBefore;
import io.dailysegments.jobs.table.Claim;
import io.dailysegments.jobs.table.Claims;
import io.dailysegments.jobs.table.EventLog;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Adds segments to a published day: they are computed from its labels and the digest, under a
 * further run id, and no row of another segment is touched.
 */
public final class AddSegments {

  private final SparkSession session;
  private final Deployment deployment;
  private final Collection<String> ids;
  private final Gaps gaps;
  private final OutputTables tables;
  private final PublishedDays published;

  /**
   * @param ids active segments of the deployment
   * @param gaps what to do about log dates that the input has and the digest lacks
   */
  public AddSegments(
      SparkSession session, Deployment deployment, Collection<String> ids, Gaps gaps) {
    this.session = session;
    this.deployment = deployment;
    this.ids = List.copyOf(ids);
    this.gaps = gaps;
    this.tables = new OutputTables(session, deployment.settings().warehouse());
    this.published = new PublishedDays(tables);
  }

  /**
   * The segments that a day lacks.
   *
   * @throws InputException if the day is not published, or was made under other settings or another
   *     catalog, or has one of them by another definition, or if one looks back to a digest that is
   *     not the one that the day was made of
   */
  public List<String> missing(LocalDate dataDate) {
    PublishedDay day = find(dataDate);
    Map<String, SizeBefore> there = published.sizes(day);
    List<String> missing = new ArrayList<>();
    List<Metric> metrics = new ArrayList<>();
    for (CompiledSegment segment : compile(dataDate, ids)) {
      SizeBefore size = there.get(segment.id());
      if (size == null) {
        missing.add(segment.id());
        metrics.addAll(segment.metrics());
      } else if (!size.definitionHash().equals(segment.definitionHash())) {
        throw refusal(day, "it has " + segment.id() + " by another definition");
      }
    }
    if (!metrics.isEmpty()) {
      requireSameDigest(day, metrics);
    }
    return missing;
  }

  private void requireSameDigest(PublishedDay day, List<Metric> metrics) {
    LocalDate dataDate = day.dataDate();
    Settings settings = deployment.settings();
    DigestLedger ledger = new DigestLedger(tables);
    MetricPlan plan = MetricPlan.of(metrics, deployment.catalog().events(), dataDate);
    new DigestCheck(ledger, settings, new EventLog(session, settings))
        .check(plan, dataDate, gaps, List.of());
    String now = ledger.version(settings.events().retained(dataDate));
    if (!now.equals(day.inputs().get(DayComputation.DIGEST))) {
      throw refusal(day, "the digest that it looks back to is not the one it was made of");
    }
  }

  private PublishedDay find(LocalDate dataDate) {
    PublishedDay day =
        published
            .find(dataDate)
            .orElseThrow(
                () ->
                    new InputException(
                        ("Cannot add segments to %s: it is not published. Compute it first:"
                                + " segments backfill --from %s --to %s")
                            .formatted(dataDate, dataDate, dataDate)));
    if (!day.isWhole()) {
      throw refusal(day, "retention removed rows of it");
    }
    SortedMap<String, String> now = computation(dataDate).hashes(List.of());
    for (String part : List.of("settings", "catalog")) {
      if (!now.get(part).equals(day.hashes().get(part))) {
        throw refusal(day, "the " + part + " changed since it was published");
      }
    }
    if (day.semanticsVersion() != Semantics.VERSION) {
      throw refusal(day, "it was published by a release that computed otherwise");
    }
    return day;
  }

  private static InputException refusal(PublishedDay day, String why) {
    return new InputException(
        ("Cannot add segments to %s: %s. Compute the whole day: segments backfill --from %s --to"
                + " %s")
            .formatted(day.dataDate(), why, day.dataDate(), day.dataDate()));
  }

  private DayComputation computation(LocalDate dataDate) {
    return new DayComputation(session, deployment, tables, new DigestLedger(tables), dataDate);
  }

  private List<CompiledSegment> compile(LocalDate dataDate, Collection<String> wanted) {
    return deployment.segments().stream()
        .filter(segment -> wanted.contains(segment.id()))
        .map(segment -> compile(dataDate, segment))
        .toList();
  }

  private CompiledSegment compile(LocalDate dataDate, BoundSegment segment) {
    return SegmentCompiler.compile(
        segment,
        deployment.segments(),
        deployment.catalog(),
        deployment.settings().zone(),
        dataDate);
  }

  /**
   * Adds the segments that a day lacks.
   *
   * @return their ids
   * @throws InputException as {@link #missing}
   * @throws io.dailysegments.core.problem.DayHeldException if another run computes the day
   */
  public List<String> add(Request request) {
    LocalDate dataDate = request.dataDate();
    new StoppedRuns(session, tables).complete(request);
    try (Claim claim =
        tables.claims().take(Claims.Kind.DATA_DATE, List.of(dataDate), request.runId())) {
      List<String> missing = missing(dataDate);
      if (!missing.isEmpty()) {
        add(request, claim, compile(dataDate, missing));
      }
      return missing;
    }
  }

  private void add(Request request, Claim claim, List<CompiledSegment> segments) {
    Attempts attempts = new Attempts(tables, request);
    Publication publication = new Publication(session, tables, claim, request.dataDate());
    publication.begin(attempts);
    try {
      PublishedDay day = published.find(request.dataDate()).orElseThrow();
      List<SegmentCount> counts =
          new StageLog(session)
              .stage(
                  request.dataDate() + ": add segments",
                  () -> write(request, day, segments),
                  added -> added.size() + " segments");
      publication.makeReadable(with(day, request.runId(), counts));
      attempts.published();
    } catch (Throwable e) {
      attempts.end(e, published);
      throw e;
    }
  }

  private List<SegmentCount> write(
      Request request, PublishedDay day, List<CompiledSegment> segments) {
    ForgottenUsers forgotten = new ForgottenUsers(tables);
    Dataset<Row> users =
        forgotten.without(
            new PublishedUsers(session, deployment, tables).of(day, segments, Optional.empty()));
    WriteDay write = new WriteDay(session, tables, day.dataDate(), request.runId());
    List<SegmentCount> counts =
        new Changes(tables)
            .count(
                write.members(users, computation(day.dataDate()).blocks(segments).program()),
                segments,
                LabelCounts.of(users, List.of(), segments),
                published.findWhole(day.dataDate().minusDays(1)));
    write.counts(counts);
    forgotten.requireSame();
    return counts;
  }

  private PublishedDay with(PublishedDay day, String runId, List<SegmentCount> added) {
    List<String> runs = new ArrayList<>(day.runIds());
    runs.add(runId);
    SortedMap<String, String> definitions = new TreeMap<>();
    published.sizes(day).forEach((id, size) -> definitions.put(id, size.definitionHash()));
    SortedMap<String, Long> rows = new TreeMap<>(day.rowCounts());
    for (SegmentCount count : added) {
      definitions.put(count.segment().id(), count.segment().definitionHash());
      rows.merge(OutputTable.SEGMENT_MEMBERSHIP.key(), count.members(), Long::sum);
    }
    SortedMap<String, String> hashes = new TreeMap<>(day.hashes());
    hashes.put("definitions", DefinitionsHash.of(definitions));
    return day.withRuns(runs, hashes, rows).withOutputs(tables.versions());
  }
}
