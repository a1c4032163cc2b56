package io.dailysegments.jobs.run;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.settings.QualitySettings;
import io.dailysegments.core.settings.QualitySettings.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares what a run computed with the published days before it, to hold back a day that looks
 * like an accident.
 */
final class DayGates {

  private static final String USERS = "users";
  private static final String EVENTS = "events";
  private static final String UNKNOWN_USERS = "unknown_user_events";
  private static final String MISSING = "missing.";
  private static final String ROWS = "rows.";

  private final QualitySettings settings;
  private final List<PublishedDay> before;

  /**
   * @param before the published days within {@code quality.baseline_days}, newest first
   */
  DayGates(QualitySettings settings, List<PublishedDay> before) {
    this.settings = settings;
    this.before = List.copyOf(before);
  }

  /** The size of a segment on the published day before, with the version of its definition. */
  record SizeBefore(long members, String definitionHash) {}

  /**
   * What gates look at: a number or share by name, as it is kept in {@code runs.measures}.
   *
   * @param tables the rows of the user tables
   */
  static SortedMap<String, Double> measures(
      LabelCounts labels, long events, UnknownUsers unknown, Map<InputName, Long> tables) {
    SortedMap<String, Double> measures = new TreeMap<>();
    measures.put(USERS, (double) labels.accounts());
    measures.put(EVENTS, (double) events);
    measures.put(UNKNOWN_USERS, (double) unknown.events());
    tables.forEach((input, rows) -> measures.put(ROWS + input.key(), (double) rows));
    labels
        .missing()
        .forEach(
            (label, users) ->
                measures.put(MISSING + label, (double) users / Math.max(1, labels.accounts())));
    return measures;
  }

  /**
   * The results of every check but that of refused rows, which is made before anything is computed.
   *
   * @param catalogHash the labels are compared with days of the same catalog only
   * @param sizes of the newest published day before
   */
  List<CheckResult> check(
      SortedMap<String, Double> measures,
      String catalogHash,
      List<SegmentCount> segments,
      Map<String, SizeBefore> sizes) {
    return List.of(
        volume(Check.EVENTS, EVENTS, settings.events(), measures),
        volume(Check.USERS, USERS, settings.users(), measures),
        userTables(measures),
        missingLabels(measures, catalogHash),
        unknownUsers(measures),
        segmentSizes(segments, sizes));
  }

  private CheckResult volume(
      Check check, String measure, Range range, SortedMap<String, Double> measures) {
    double now = measures.get(measure);
    Optional<Double> baseline = baseline(measure, before);
    String seen = number(now) + " " + measure;
    if (baseline.isEmpty()) {
      return CheckResult.passed(
          check,
          "%s; no day published in the %d days before to compare with"
              .formatted(seen, settings.baselineDays()));
    }
    double median = baseline.get();
    String compared = seen + "; the median of the published days before is " + number(median);
    if (median < settings.minRows()) {
      return CheckResult.passed(check, compared + ", too few to compare (quality.min_rows)");
    }
    String allowed =
        "; allowed are %s to %s (quality.%s)"
            .formatted(
                number(Math.ceil(median * (1 - range.maxDrop()))),
                number(Math.floor(median * (1 + range.maxGrowth()))),
                check.key());
    return new CheckResult(check, range.admits(now, median), compared + allowed);
  }

  /** Half a snapshot of them makes no label missing: it makes numbers smaller. */
  private CheckResult userTables(SortedMap<String, Double> measures) {
    List<String> jumps = new ArrayList<>();
    measures.forEach(
        (measure, rows) -> {
          Optional<Double> median =
              baseline(measure, before).filter(found -> found >= settings.minRows());
          if (measure.startsWith(ROWS)
              && median.isPresent()
              && !settings.userTables().admits(rows, median.get())) {
            jumps.add(
                "%s has %s rows instead of %s"
                    .formatted(
                        measure.substring(ROWS.length()), number(rows), number(median.get())));
          }
        });
    return jumps.isEmpty()
        ? CheckResult.passed(
            Check.USER_TABLES, "no table's number of rows jumped (quality.user_tables)")
        : CheckResult.failed(
            Check.USER_TABLES, String.join("; ", jumps) + " (quality.user_tables)");
  }

  private CheckResult missingLabels(SortedMap<String, Double> measures, String catalogHash) {
    List<PublishedDay> same =
        before.stream().filter(day -> catalogHash.equals(day.hashes().get("catalog"))).toList();
    if (same.isEmpty() || measures.get(USERS) < settings.minRows()) {
      return CheckResult.passed(
          Check.MISSING_LABELS, "not compared: no published day of this catalog, or too few users");
    }
    List<String> jumps = new ArrayList<>();
    measures.forEach(
        (measure, share) -> {
          Optional<Double> median = baseline(measure, same);
          if (measure.startsWith(MISSING)
              && median.isPresent()
              && share - median.get() > settings.missingLabels()) {
            jumps.add(
                "%s has no value for %s of the users instead of %s"
                    .formatted(
                        measure.substring(MISSING.length()), share(share), share(median.get())));
          }
        });
    String allowed = " (quality.missing_labels.max_jump " + settings.missingLabels() + ")";
    return jumps.isEmpty()
        ? CheckResult.passed(Check.MISSING_LABELS, "no share of missing values jumped" + allowed)
        : CheckResult.failed(Check.MISSING_LABELS, String.join("; ", jumps) + allowed);
  }

  private CheckResult unknownUsers(SortedMap<String, Double> measures) {
    double events = measures.get(EVENTS);
    double share = events == 0 ? 0 : measures.get(UNKNOWN_USERS) / events;
    String line =
        "%s of %s events are of users who are not in users (quality.unknown_users.max_share %s)"
            .formatted(
                number(measures.get(UNKNOWN_USERS)), number(events), settings.unknownUsers());
    boolean few = events < settings.minRows();
    return new CheckResult(Check.UNKNOWN_USERS, few || share <= settings.unknownUsers(), line);
  }

  private CheckResult segmentSizes(List<SegmentCount> segments, Map<String, SizeBefore> sizes) {
    List<String> jumps = new ArrayList<>();
    for (SegmentCount count : segments) {
      SizeBefore size = sizes.get(count.segment().id());
      if (size != null
          && size.definitionHash().equals(count.segment().definitionHash())
          && size.members() >= settings.minRows()
          && !settings.segmentSize().admits((double) count.members(), (double) size.members())) {
        jumps.add(
            "%s has %d members instead of %d"
                .formatted(count.segment().id(), count.members(), size.members()));
      }
    }
    return jumps.isEmpty()
        ? CheckResult.passed(Check.SEGMENT_SIZE, "no segment's size jumped (quality.segment_size)")
        : CheckResult.failed(
            Check.SEGMENT_SIZE, String.join("; ", jumps) + " (quality.segment_size)");
  }

  /** The median of a measure over days; empty if none has it. */
  private static Optional<Double> baseline(String measure, List<PublishedDay> days) {
    List<Double> values =
        days.stream()
            .filter(day -> day.measures().containsKey(measure))
            .map(day -> day.measures().get(measure))
            .sorted()
            .toList();
    int middle = values.size() / 2;
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(
            values.size() % 2 == 1
                ? values.get(middle)
                : (values.get(middle - 1) + values.get(middle)) / 2);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static String share(double value) {
    return Math.round(value * 1000) / 10.0 + " %";
  }
}
