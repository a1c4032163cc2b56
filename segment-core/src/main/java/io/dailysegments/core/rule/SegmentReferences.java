package io.dailysegments.core.rule;

import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Checks what segments refer to. Goes along references without recursion, as they can be as long as
 * there are files.
 */
final class SegmentReferences {
  /** How many segments of a circle a message names. */
  private static final int SHOWN = 10;

  private final SortedMap<String, BoundSegment> byId;
  private final SortedSet<String> ids;
  private final Problems problems;
  private final Map<String, SegmentSize> sizes = new HashMap<>();
  private final Deque<Visit> path = new ArrayDeque<>();
  private final Set<String> onPath = new HashSet<>();

  /**
   * @param byId the segments that could be read, those with problems too
   * @param ids those of all segments, also of those that could not
   */
  SegmentReferences(
      SortedMap<String, BoundSegment> byId, SortedSet<String> ids, Problems problems) {
    this.byId = byId;
    this.ids = ids;
    this.problems = problems;
  }

  /** Reports references to what is unknown or not active, circles, and filters that get too big. */
  void check() {
    byId.values().forEach(this::visit);
  }

  private void visit(BoundSegment segment) {
    enter(segment);
    while (!path.isEmpty()) {
      Visit visit = path.getLast();
      if (visit.rest.hasNext()) {
        follow(visit.rest.next());
      } else {
        leave(visit);
      }
    }
  }

  private void enter(BoundSegment segment) {
    if (!sizes.containsKey(segment.id())) {
      path.addLast(new Visit(segment));
      onPath.add(segment.id());
    }
  }

  private void leave(Visit visit) {
    BoundSegment segment = visit.segment;
    path.removeLast();
    onPath.remove(segment.id());
    List<SegmentSize> inner =
        visit.parts.segments().stream()
            .map(reference -> sizes.get(reference.id()))
            .filter(Objects::nonNull) // neither unknown nor in a circle
            .toList();
    SegmentSize size = SegmentSize.of(segment, visit.parts, sizes);
    if (inner.stream().allMatch(part -> part.excess().isEmpty())) {
      size.excess().ifPresent(excess -> problems.error(segment.definition().position(), excess));
    }
    sizes.put(segment.id(), size);
  }

  private void follow(BoundRule.OfSegment reference) {
    String id = reference.id();
    BoundSegment target = byId.get(id);
    if (onPath.contains(id)) {
      problems.error(
          reference.position(), "segments refer to each other in a circle: " + circle(id));
    } else if (target != null) {
      checkActive(reference, target);
      enter(target);
    } else if (!ids.contains(id)) {
      String hint = NearestName.hint(id, ids);
      problems.error(reference.position(), "unknown segment '" + Shown.of(id) + "'." + hint);
    }
  }

  private void checkActive(BoundRule.OfSegment reference, BoundSegment target) {
    if (!target.isActive()) {
      problems.error(
          reference.position(),
          "segment '" + target.id() + "' is not active, so it has no members");
    }
  }

  private String circle(String id) {
    List<String> circle = new ArrayList<>();
    path.forEach(visit -> circle.add(visit.segment.id()));
    circle.subList(0, circle.indexOf(id)).clear();
    if (circle.size() > SHOWN) {
      circle.subList(SHOWN / 2, circle.size() - SHOWN / 2).clear();
      circle.add(SHOWN / 2, "…");
    }
    return String.join(" -> ", circle) + " -> " + id;
  }

  /** A segment whose references are being followed. */
  private static final class Visit {
    private final BoundSegment segment;
    private final RuleParts parts;
    private final Iterator<BoundRule.OfSegment> rest;

    Visit(BoundSegment segment) {
      this.segment = segment;
      this.parts = RuleParts.in(segment.rule());
      this.rest = parts.segments().iterator();
    }
  }
}
