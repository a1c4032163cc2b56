package io.dailysegments.jobs.benchmark;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.SegmentCompiler;
import io.dailysegments.core.time.DayRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the SQL of the night for the peer, before time is measured: it might as well have been
 * written by hand.
 */
final class WritePeerScript {

  private static final int SEGMENTS_PER_STATEMENT = 50;
  private static final DayRange RETAINED =
      DayRange.last(Definitions.RETENTION_DAYS, WorldSize.DATA_DATE);

  private final Path conf;
  private final WorldFolder folder;
  private final SegmentMix mix;
  private final Catalog catalog;
  private final PeerMetrics metrics = new PeerMetrics(RETAINED);
  private final int criteria;
  private final Map<String, String> filters = new LinkedHashMap<>();

  WritePeerScript(Path conf, WorldFolder folder, SegmentMix mix) {
    this.conf = conf;
    this.folder = folder;
    this.mix = mix;
    Definitions definitions = Definitions.load(conf, folder.segments(mix));
    this.catalog = definitions.catalog();
    Map<String, BoundSegment> segments = new TreeMap<>();
    definitions.segments().forEach(segment -> segments.put(segment.id(), segment));
    PeerRules rules = new PeerRules(segments, metrics, WorldSize.DATA_DATE);
    this.criteria =
        segments.values().stream()
            .mapToInt(
                one ->
                    SegmentCompiler.criteria(
                            one, segments.values(), Definitions.ZONE, WorldSize.DATA_DATE)
                        .size())
            .sum();
    segments.values().forEach(segment -> filters.put(segment.id(), rules.members(segment)));
  }

  /**
   * The script.
   *
   * @param memory what DuckDB may use
   */
  PeerScript script(String memory, int threads) {
    List<PeerScript.Step> steps = upToLabels();
    steps.add(new PeerScript.Step("membership", writingMembers()));
    steps.add(step("counts"));
    return new PeerScript(memory, threads, folder.peer(mix).toString(), steps);
  }

  /**
   * The script of {@link Peer#evaluate}: labels are made, then members found and counted, once more
   * than it is repeated.
   */
  PeerScript evaluation(String memory, int threads, int repetitions) {
    List<PeerScript.Step> steps = upToLabels();
    PeerScript.Step counting = new PeerScript.Step(PeerScript.EVALUATION, countingMembers());
    steps.addAll(Collections.nCopies(1 + repetitions, counting));
    return new PeerScript(memory, threads, folder.peer(mix).toString(), steps);
  }

  private List<PeerScript.Step> upToLabels() {
    List<PeerScript.Step> steps = new ArrayList<>();
    for (String name : List.of("digest", "tables", "metrics", "sources", "labels")) {
      steps.add(step(name));
    }
    return steps;
  }

  private PeerScript.Step step(String name) {
    String text = SqlResource.text("peer/" + name, values());
    List<String> statements =
        Arrays.stream(text.split(";\\s*\n", -1)).filter(sql -> !sql.isBlank()).toList();
    return new PeerScript.Step(name, statements);
  }

  /** Each statement writes a file. */
  private List<String> writingMembers() {
    List<String> queries = members();
    return IntStream.range(0, queries.size())
        .mapToObj(
            i ->
                "COPY (\n%s) TO '%s/membership-%04d.parquet'"
                    .formatted(queries.get(i), folder.peer(mix), i))
        .toList();
  }

  /** The first statement makes the table anew that the others add to. */
  private List<String> countingMembers() {
    List<String> statements = new ArrayList<>();
    statements.add("CREATE OR REPLACE TABLE evaluated (segment_id VARCHAR, members BIGINT)");
    for (String query : members()) {
      statements.add(
          "INSERT INTO evaluated SELECT segment_id, count(*) FROM (\n%s) GROUP BY segment_id"
              .formatted(query));
    }
    return statements;
  }

  /** As many segments as are fastest in one statement, in a query each. */
  private List<String> members() {
    List<String> ids = List.copyOf(filters.keySet());
    List<String> queries = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += SEGMENTS_PER_STATEMENT) {
      int to = Math.min(ids.size(), from + SEGMENTS_PER_STATEMENT);
      queries.add(
          ids.subList(from, to).stream()
              .map(this::members)
              .collect(Collectors.joining("\nUNION ALL\n")));
    }
    return queries;
  }

  private String members(String id) {
    return "SELECT DATE '%s' AS dt, '%s' AS segment_id, user_id FROM labels WHERE %s"
        .formatted(WorldSize.DATA_DATE, id, filters.get(id));
  }

  private Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.put("data", folder.root().resolve("data").toString());
    values.put("history", folder.history().toString());
    values.put("before", folder.before(mix).toString());
    values.put("catalog", conf.resolve("catalog").toString());
    values.put("out", folder.peer(mix).toString());
    values.put("date", WorldSize.DATA_DATE.toString());
    values.put("day_before", WorldSize.DATA_DATE.minusDays(1).toString());
    values.put("day_end", PeerSql.timestamp(WorldSize.DATA_DATE.plusDays(1)));
    values.put("first", RETAINED.from().toString());
    values.put("mall", PeerSql.strings(new TreeSet<>(catalog.events().codesOf("mall"))));
    values.put("plain", metrics.plain());
    values.put("property", metrics.property());
    values.put("property_codes", propertyCodes());
    values.put("metrics", metrics.columns());
    values.put("label_names", String.join(", ", labels()));
    values.put("segments", segmentRows());
    return values;
  }

  private String propertyCodes() {
    TreeSet<String> codes = new TreeSet<>(metrics.propertyCodes());
    codes.add("pairing_end");
    return PeerSql.strings(codes);
  }

  /** How many criteria all definitions have together. */
  int criteria() {
    return criteria;
  }

  /** The labels of the catalog. */
  List<String> labels() {
    return catalog.labels().stream().map(LabelDefinition::name).toList();
  }

  private String segmentRows() {
    return filters.keySet().stream().map(id -> "('" + id + "')").collect(Collectors.joining(", "));
  }
}
