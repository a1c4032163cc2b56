package io.dailysegments.core.rule;

import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/** Checks what segments refer to. */
final class SegmentReferences {
  /** A filter holds those of the segments that it refers to; a longer one could not be planned. */
  private static final long MAX_CRITERIA = 100_000;

  private final SortedMap<String, BoundSegment> byId;
  private final SortedSet<String> ids;
  private final Problems problems;
  private final Map<String, Long> sizes = new HashMap<>();
  private final List<String> path = new ArrayList<>();

  /**
   * @param byId the segments that could be read
   * @param ids those of all segments, also of those that could not
   */
  SegmentReferences(
      SortedMap<String, BoundSegment> byId, SortedSet<String> ids, Problems problems) {
    this.byId = byId;
    this.ids = ids;
    this.problems = problems;
  }

  /** Reports references to what is unknown or not active, cycles, and filters that get too long. */
  void check() {
    byId.values().forEach(this::size);
  }

  /** The number of criteria of a segment with all that it refers to. */
  private long size(BoundSegment segment) {
    Long known = sizes.get(segment.id());
    if (known != null) {
      return known;
    }
    path.add(segment.id());
    RuleParts parts = RuleParts.in(segment.rule());
    long size = parts.size();
    for (BoundRule.OfSegment reference : parts.segments()) {
      size = Math.min(size + followed(reference), 2 * MAX_CRITERIA);
    }
    path.remove(path.size() - 1);
    sizes.put(segment.id(), size);
    if (size > MAX_CRITERIA) {
      problems.error(
          segment.definition().position(),
          "more than 100,000 criteria with those of the segments that it refers to");
    }
    return size;
  }

  private long followed(BoundRule.OfSegment reference) {
    String id = reference.id();
    int start = path.indexOf(id);
    if (start >= 0) {
      String cycle = String.join(" -> ", path.subList(start, path.size())) + " -> " + id;
      problems.error(reference.position(), "segments refer to each other in a circle: " + cycle);
      return 0;
    }
    BoundSegment target = byId.get(id);
    if (target == null) {
      reportUnknown(reference);
      return 0;
    }
    if (!target.isActive()) {
      problems.error(
          reference.position(), "segment '" + id + "' is not active, so it has no members");
    }
    return size(target);
  }

  private void reportUnknown(BoundRule.OfSegment reference) {
    if (!ids.contains(reference.id())) {
      String hint = NearestName.hint(reference.id(), ids);
      problems.error(reference.position(), "unknown segment '" + reference.id() + "'." + hint);
    }
  }
}
