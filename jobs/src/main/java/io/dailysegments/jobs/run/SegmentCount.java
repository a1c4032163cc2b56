package io.dailysegments.jobs.run;

import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.jobs.run.Changes.Change;
import io.dailysegments.jobs.stage.CountMembers;
import io.dailysegments.jobs.stage.UserSegments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The size of a segment on a day.
 *
 * @param change against the day before; empty if the segment was not computed on it
 * @param population the accounts that the segment chooses from
 */
record SegmentCount(
    CompiledSegment segment, long members, Optional<Change> change, long population) {

  /** Counts the members of each segment, empty ones too; one row a segment is collected. */
  static List<SegmentCount> of(
      UserSegments users,
      List<CompiledSegment> segments,
      LabelCounts labels,
      Map<String, Change> changes) {
    Map<String, Long> members = new HashMap<>();
    CountMembers.count(users)
        .collectAsList()
        .forEach(row -> members.put(row.getString(0), row.getLong(1)));
    return segments.stream()
        .map(
            segment ->
                new SegmentCount(
                    segment,
                    members.getOrDefault(segment.id(), 0L),
                    Optional.ofNullable(changes.get(segment.id())),
                    labels.populations().get(segment.populationSql())))
        .toList();
  }
}
