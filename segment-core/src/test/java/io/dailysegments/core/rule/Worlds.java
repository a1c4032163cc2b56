package io.dailysegments.core.rule;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.catalog.EventProperty.Type;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.catalog.LabelType.Kind;
import io.dailysegments.core.catalog.ParameterValue;
import io.dailysegments.core.catalog.ParameterValue.ListValue;
import io.dailysegments.core.catalog.ParameterValue.TextValue;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.time.BusinessZone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small catalog, and segments in a temporary folder. */
final class Worlds {
  static final LocalDate DATA_DATE = LocalDate.of(2026, 3, 10);
  static final BusinessZone DHAKA = new BusinessZone(ZoneId.of("Asia/Dhaka"));
  static final int RETENTION_DAYS = 180;

  private Worlds() {}

  static Catalog catalog() {
    return catalog("CASE WHEN user_type = 'deleted' THEN NULL ELSE 'growth' END");
  }

  /** The catalog with that SQL as the rule of lifecycle. */
  static Catalog catalog(String lifecycleSql) {
    return catalog(lifecycleSql, new EventSelection.All(), List.of());
  }

  /** The catalog with one more event, and labels that measure such events. */
  static Catalog catalog(EventSelection measured, EventDefinition more) {
    return catalog("'growth'", measured, List.of(more));
  }

  private static Catalog catalog(
      String lifecycleSql, EventSelection measured, List<EventDefinition> more) {
    List<EventDefinition> events = new ArrayList<>(events().events());
    events.addAll(more);
    List<LabelDefinition> labels = labels(lifecycleSql, measured);
    return new Catalog(new EventCatalog(events), labels, List.of());
  }

  private static List<LabelDefinition> labels(String lifecycleSql, EventSelection measured) {
    return Stream.of(
            label("user_type", Kind.STRING, List.of("deleted", "guest", "registered"), "users.t"),
            label("lifecycle", Kind.STRING, List.of("novice", "silence", "churn"), lifecycleSql),
            label("platform", Kind.STRING, List.of(":known", "Others"), "'Others'"),
            label("country_en", Kind.STRING, List.of(), "users.country"),
            label("pairing_success_90d", Kind.STRING, List.of("high", "low"), "'low'"),
            label("accept_marketing", Kind.BOOLEAN, List.of(), "users.m"),
            label("have_gateway", Kind.BOOLEAN, List.of(), "users.g"),
            label("registered_at", Kind.TIMESTAMP, List.of(), "users.r"),
            label("active_days_30d", Kind.INT, List.of(), "1"),
            label("device_count", Kind.INT, List.of(), "1"),
            label("feedback_count", Kind.BIGINT, List.of(), "1"),
            label("feedback_count_30d", Kind.BIGINT, List.of(), "1"),
            label("feedback_count_90d", Kind.BIGINT, List.of(), "1"),
            label("positive_review_pct", Kind.DOUBLE, List.of(), "1.0D"),
            label("amount_paid_180d", new LabelType(Kind.DECIMAL, 28, 2), List.of(), "1"))
        .map(label -> measuring(label, measured))
        .toList();
  }

  private static LabelDefinition measuring(LabelDefinition label, EventSelection selection) {
    Metric metric =
        new Metric(selection, List.of(), new DayWindow.LastDays(1), new Measure.Times());
    return new LabelDefinition(
        label.position(),
        label.name(),
        label.category(),
        label.type(),
        label.unit(),
        label.description(),
        label.whenNull(),
        label.values(),
        label.windowDays(),
        label.source(),
        label.aggregates(),
        Map.of("times", metric),
        label.sql(),
        label.derivation(),
        label.parameters());
  }

  static EventCatalog events() {
    return new EventCatalog(
        List.of(
            event("page_view", "homepage", true, Map.of()),
            event("device_voice_control", "device_control", false, Map.of()),
            event(
                "pairing_end",
                "device_pairing",
                true,
                Map.of("result", new EventProperty(Type.STRING, List.of("success", "failure")))),
            event("pairing_start", "device_pairing", true, Map.of()),
            event("mall_item_browse", "mall", true, Map.of()),
            event("mall_item_add_to_cart", "mall", true, Map.of()),
            event("mall_item_favorite", "mall", true, Map.of()),
            event(
                "mall_item_purchase",
                "mall",
                true,
                Map.of(
                    "amount", new EventProperty(Type.NUMBER, List.of()),
                    "sku", new EventProperty(Type.STRING, List.of())))));
  }

  /** Loads the files, by their paths below the folder, without consent for recommended ones. */
  static List<BoundSegment> load(Path folder, Map<String, String> files, Problems problems) {
    files.forEach((name, text) -> write(folder.resolve(name), text));
    return SegmentLoader.load(
        folder, catalog(), UserLists.in(folder), RETENTION_DAYS, false, problems);
  }

  /** Compiles the files in the zone of Dhaka, which is 6 hours ahead of UTC. */
  static List<CompiledSegment> compile(Path folder, Map<String, String> files) {
    Problems problems = new Problems();
    List<BoundSegment> segments = load(folder, files, problems);
    problems.throwIfAny();
    return SegmentCompiler.compile(segments, catalog(), DHAKA, DATA_DATE);
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EventDefinition event(
      String code, String category, boolean activity, Map<String, EventProperty> properties) {
    return new EventDefinition(code, category, code, code, activity, new TreeMap<>(properties));
  }

  private static LabelDefinition label(String name, Kind kind, List<String> values, String sql) {
    return label(name, new LabelType(kind, 0, 0), values, sql);
  }

  private static LabelDefinition label(
      String name, LabelType type, List<String> values, String sql) {
    Map<String, ParameterValue> parameters =
        Map.of("known", new ListValue(List.of(new TextValue("iOS"), new TextValue("Android"))));
    return new LabelDefinition(
        new SourcePosition("labels.yaml", 1, 1),
        name,
        "basic",
        type,
        "",
        name,
        "never",
        values,
        OptionalInt.empty(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        sql,
        Optional.empty(),
        parameters);
  }
}
