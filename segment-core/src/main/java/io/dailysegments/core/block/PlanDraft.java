package io.dailysegments.core.block;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.block.BlockProgram.BoundGroup;
import io.dailysegments.core.block.BlockProgram.Derived;
import io.dailysegments.core.block.BlockProgram.Output;
import io.dailysegments.core.block.Criteria.SlotTest;
import io.dailysegments.core.catalog.LabelType.Kind;
import io.dailysegments.core.list.UserList;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.text.ByteTexts;
import io.dailysegments.core.time.BusinessZone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A plan in the making: gives slots to segments and criteria and notes what they read. */
final class PlanDraft {
  private final List<BoundSegment> segments;
  private final LocalDate dataDate;
  private final CriterionTests tests;
  private final Criteria criteria;
  private final Map<String, Integer> slots = new HashMap<>();
  private final SortedMap<String, Metric> metrics = new TreeMap<>();
  private final SortedMap<String, UserList> lists = new TreeMap<>();
  private final List<Derived> derived = new ArrayList<>();

  /**
   * @param segments each behind those that it refers to
   */
  PlanDraft(List<BoundSegment> segments, BusinessZone zone, LocalDate dataDate) {
    this.segments = segments;
    this.dataDate = dataDate;
    this.tests = new CriterionTests(zone, dataDate);
    this.criteria = new Criteria(BlockProgram.FIRST_SEGMENT + segments.size());
    segments.forEach(s -> slots.put(s.id(), BlockProgram.FIRST_SEGMENT + slots.size()));
    deriveAll();
  }

  private void deriveAll() {
    if (segments.stream().anyMatch(segment -> !segment.definition().includeDeleted())) {
      derived.add(new Derived(BlockProgram.NOT_DELETED, FormulaWriter.notDeleted(this)));
    }
    for (BoundSegment segment : segments) {
      derived.add(new Derived(slotOf(segment.id()), FormulaWriter.members(segment, this)));
    }
  }

  /**
   * The program.
   *
   * @param ids of the segments whose members it gives
   */
  BlockProgram program(Collection<String> ids) {
    ByteTexts listed = new ByteTexts();
    lists.values().forEach(list -> list.userIds().forEach(listed::add));
    return new BlockProgram(
        new ArrayList<>(criteria.byColumn().keySet()),
        listed,
        groups(listed),
        derived,
        outputs(ids),
        BlockProgram.FIRST_SEGMENT + segments.size() + criteria.size());
  }

  private List<BoundGroup> groups(ByteTexts listed) {
    List<BoundGroup> groups = new ArrayList<>();
    int place = 0;
    for (Map.Entry<BlockColumn, List<SlotTest>> column : criteria.byColumn().entrySet()) {
      List<SlotTest> all = column.getValue();
      for (int from = 0; from < all.size(); from += Group.SIZE) {
        List<SlotTest> some = all.subList(from, Math.min(from + Group.SIZE, all.size()));
        groups.add(new BoundGroup(place, group(column.getKey(), some, listed)));
      }
      place++;
    }
    return groups;
  }

  private Group group(BlockColumn column, List<SlotTest> some, ByteTexts listed) {
    if (column.origin() == BlockColumn.Origin.USER_ID) {
      return ListGroup.of(some, lists, listed);
    }
    if (column.type().kind() == Kind.STRING) {
      return TextGroup.of(some);
    }
    return column.type().kind() == Kind.BOOLEAN
        ? FlagGroup.of(some)
        : KeyGroup.of(KeySpace.of(column.type()).keys(), column.origin(), some);
  }

  private List<Output> outputs(Collection<String> ids) {
    Map<String, BoundSegment> byId = new HashMap<>();
    segments.forEach(segment -> byId.put(segment.id(), segment));
    return new TreeSet<>(ids)
        .stream()
            .map(id -> new Output(id, slotOf(id), FormulaWriter.population(byId.get(id))))
            .toList();
  }

  int slotOf(String id) {
    return slots.get(id);
  }

  LocalDate dataDate() {
    return dataDate;
  }

  CriterionTests tests() {
    return tests;
  }

  Criteria criteria() {
    return criteria;
  }

  /** By the names of their columns. */
  SortedMap<String, Metric> metrics() {
    return metrics;
  }

  /** By name. */
  SortedMap<String, UserList> lists() {
    return lists;
  }
}
