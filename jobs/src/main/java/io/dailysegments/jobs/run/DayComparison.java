package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import io.dailysegments.core.block.BlockProgram;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.jobs.rows.KeptRows;
import io.dailysegments.jobs.run.Changes.Change;
import io.dailysegments.jobs.run.Verification.Difference;
import io.dailysegments.jobs.stage.AssignMembership;
import io.dailysegments.jobs.stage.CompareSegments;
import io.dailysegments.jobs.stage.EvaluateSegments;
import io.dailysegments.jobs.stage.UserSegments;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares what is published with what was computed now. */
final class DayComparison {

  private final Deployment deployment;
  private final OutputTables tables;
  private final PublishedDays days;
  private final PublishedDay day;
  private final List<Difference> found = new ArrayList<>();

  DayComparison(Deployment deployment, OutputTables tables, PublishedDay day) {
    this.deployment = deployment;
    this.tables = tables;
    this.days = new PublishedDays(tables);
    this.day = day;
  }

  /** Whether who came and went was counted against a day that is no longer there. */
  boolean lacksDayBefore() {
    String before = day.inputs().getOrDefault(Neighbours.DAY_BEFORE, Neighbours.NONE);
    return dayBefore().isEmpty() && !before.equals(Neighbours.NONE);
  }

  private Optional<PublishedDay> dayBefore() {
    return days.findWhole(day.dataDate().minusDays(1));
  }

  List<Difference> of(Dataset<Row> labels, List<CompiledSegment> segments, BlockProgram blocks) {
    List<LabelDefinition> definitions = deployment.catalog().labels();
    labels(labels, definitions);
    UserSegments users = EvaluateSegments.evaluate(labels, blocks);
    try (KeptRows kept = KeptRows.of(users.users())) {
      UserSegments computed = new UserSegments(kept.rows(), users.segmentIds());
      members(AssignMembership.assign(computed));
      packed(computed);
      if (day.erasedUsers() > 0) {
        return found; // the counts stay as they were published
      }
      LabelCounts counts = LabelCounts.of(labels, definitions, segments);
      counts(new Changes(tables).count(computed, segments, counts, dayBefore()), lacksDayBefore());
    }
    return found;
  }

  private Dataset<Row> published(OutputTable table) {
    return days.rows(table, day).orElseThrow();
  }

  private void labels(Dataset<Row> computed, List<LabelDefinition> definitions) {
    Dataset<Row> old = published(OutputTable.USER_LABELS);
    Set<String> there = new HashSet<>(List.of(old.columns()));
    List<LabelDefinition> both =
        definitions.stream().filter(label -> there.contains(label.name())).toList();
    Row rows = old.agg(count(lit(1)), countDistinct("user_id")).head();
    if (rows.getLong(0) > rows.getLong(1)) {
      found.add(new Difference("rows of an account", rows.getLong(0), rows.getLong(1), ""));
    }
    Dataset<Row> joined =
        row(old, "old", both)
            .join(row(computed, "new", both), new String[] {"user_id"}, "full_outer");
    List<Column> counts = new ArrayList<>(List.of(count_if(col("new").isNull())));
    both.forEach(label -> counts.add(count_if(differs(label))));
    Row result = joined.agg(count_if(col("old").isNull()), counts.toArray(Column[]::new)).head();
    if (result.getLong(0) + result.getLong(1) > 0) {
      found.add(new Difference("accounts", result.getLong(1), result.getLong(0), ""));
    }
    for (int i = 0; i < both.size(); i++) {
      long users = result.getLong(2 + i);
      if (users > 0) {
        String example = example(joined, both.get(i));
        found.add(new Difference("label " + both.get(i).name(), users, users, example));
      }
    }
  }

  private static Dataset<Row> row(Dataset<Row> rows, String name, List<LabelDefinition> labels) {
    Column[] columns = labels.stream().map(label -> col(label.name())).toArray(Column[]::new);
    return rows.select(col("user_id"), org.apache.spark.sql.functions.struct(columns).as(name));
  }

  private static Column differs(LabelDefinition label) {
    Column old = col("old").getField(label.name());
    Column now = col("new").getField(label.name());
    return col("old").isNotNull().and(col("new").isNotNull()).and(not(old.eqNullSafe(now)));
  }

  private static String example(Dataset<Row> joined, LabelDefinition label) {
    Row row =
        joined
            .filter(differs(label))
            .select(
                col("user_id"),
                col("old").getField(label.name()).cast("string"),
                col("new").getField(label.name()).cast("string"))
            .orderBy("user_id")
            .head();
    return "user %s: published %s, computed %s"
        .formatted(row.getString(0), row.getString(1), row.getString(2));
  }

  private void members(Dataset<Row> computed) {
    Dataset<Row> old = published(OutputTable.SEGMENT_MEMBERSHIP);
    Dataset<Row> differences =
        side(computed, 1, 0)
            .union(side(old, 0, 1))
            .groupBy("segment_id", "user_id")
            .agg(sum("now").as("now"), sum("before").as("before"))
            .groupBy("segment_id")
            .agg(
                sum(greatest(col("now").minus(col("before")), lit(0))),
                sum(greatest(col("before").minus(col("now")), lit(0))));
    report("members of ", differences);
  }

  private static Dataset<Row> side(Dataset<Row> members, int now, int before) {
    return members.select(
        col("segment_id"), col("user_id"), lit(now).as("now"), lit(before).as("before"));
  }

  private void packed(UserSegments computed) {
    days.segments(day)
        .values()
        .forEach(run -> report("user_segments of ", CompareSegments.compare(computed, run)));
  }

  /**
   * @param differences one row a segment, which is collected: id, only computed, only published
   */
  private void report(String what, Dataset<Row> differences) {
    for (Row row : differences.collectAsList()) {
      if (row.getLong(1) + row.getLong(2) > 0) {
        found.add(new Difference(what + row.getString(0), row.getLong(2), row.getLong(1), ""));
      }
    }
  }

  /**
   * @param asPublished whether who came and went is taken as published
   */
  private void counts(List<SegmentCount> counts, boolean asPublished) {
    Map<String, String> now = new TreeMap<>();
    counts.forEach(count -> now.put(count.segment().id(), words(count)));
    Map<String, String> old = new TreeMap<>();
    published(OutputTable.SEGMENT_COUNTS)
        .select(
            "segment_id",
            "members",
            "entered",
            "exited",
            "population",
            "definition_hash",
            "name",
            "kind")
        .collectAsList()
        .forEach(row -> old.put(row.getString(0), words(row)));
    if (asPublished) {
      now.replaceAll((id, words) -> withoutChange(words));
      old.replaceAll((id, words) -> withoutChange(words));
    }
    Set<String> ids = new TreeSet<>(now.keySet());
    ids.addAll(old.keySet());
    for (String id : ids) {
      if (!Objects.equals(old.get(id), now.get(id))) {
        String example = "published %s, computed %s".formatted(old.get(id), now.get(id));
        found.add(
            new Difference(
                "counts of " + id,
                old.containsKey(id) ? 1 : 0,
                now.containsKey(id) ? 1 : 0,
                example));
      }
    }
  }

  private static String withoutChange(String words) {
    return words.replaceFirst("entered \\S+, exited \\S+, ", "");
  }

  private static String words(SegmentCount count) {
    return words(
        count.members(),
        count.change().map(Change::entered).orElse(null),
        count.change().map(Change::exited).orElse(null),
        count.population(),
        count.segment().definitionHash(),
        count.segment().name(),
        count.segment().kind());
  }

  private static String words(Row row) {
    return words(
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }

  private static String words(
      Object members,
      Object entered,
      Object exited,
      Object population,
      String hash,
      String name,
      String kind) {
    return "members %s, entered %s, exited %s, population %s, definition %s, %s '%s'"
        .formatted(members, entered, exited, population, hash.substring(0, 8), kind, name);
  }
}
