package io.dailysegments.core.block;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.list.UserList;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.time.BusinessZone;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the members of segments are found block by block, for one data date.
 *
 * @param program what tasks need
 * @param labels every label that is read, by name, with its type
 * @param metrics every metric that is read, each once, by the name of its column, which is their
 *     order among the program's columns, too; fixed days are cut to those that can hold events
 * @param lists every list that is read, by name; its ids are in the program already
 * @param distinctCriteria how many criteria are evaluated for a block
 */
public record BlockPlan(
    BlockProgram program,
    SortedMap<String, LabelType> labels,
    List<Metric> metrics,
    SortedMap<String, UserList> lists,
    int distinctCriteria) {
  public BlockPlan {
    Objects.requireNonNull(program, "program");
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    metrics = List.copyOf(metrics);
    lists = Collections.unmodifiableSortedMap(new TreeMap<>(lists));
  }

  /**
   * The plan of all active segments.
   *
   * @param definitions all of a deployment, valid together
   */
  public static BlockPlan of(
      Collection<BoundSegment> definitions, BusinessZone zone, LocalDate dataDate) {
    List<String> active =
        definitions.stream().filter(BoundSegment::isActive).map(BoundSegment::id).toList();
    return of(definitions, active, zone, dataDate);
  }

  /**
   * The plan of some segments, active or not.
   *
   * @param definitions all of a deployment, valid together
   * @param ids of the segments whose members are wanted; those that they refer to are evaluated,
   *     too
   * @throws IllegalArgumentException if an id is none of a definition
   */
  public static BlockPlan of(
      Collection<BoundSegment> definitions,
      Collection<String> ids,
      BusinessZone zone,
      LocalDate dataDate) {
    PlanDraft draft = new PlanDraft(SegmentOrder.of(definitions, ids), zone, dataDate);
    BlockProgram program = draft.program(ids);
    SortedMap<String, LabelType> labels = new TreeMap<>();
    program.columns().stream()
        .filter(column -> column.origin() == BlockColumn.Origin.LABEL)
        .forEach(column -> labels.put(column.name(), column.type()));
    List<Metric> metrics =
        program.columns().stream()
            .filter(column -> column.origin() == BlockColumn.Origin.METRIC)
            .map(column -> draft.metrics().get(column.name()))
            .toList();
    return new BlockPlan(program, labels, metrics, draft.lists(), draft.criteria().size());
  }
}
