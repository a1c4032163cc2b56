package io.dailysegments.core.rule;

import java.util.Map;
import java.util.Optional;

/**
 * How big the filter of a segment is, which holds those of the segments that it refers to.
 *
 * @param criteria how many, in all
 * @param chain how many segments stand in a row, each referring to the next, this one included
 * @param levels of groups in groups
 */
record SegmentSize(long criteria, int chain, int levels) {
  /** A filter with more could not be planned. */
  private static final long MAX_CRITERIA = 100_000;

  private static final int MAX_CHAIN = 32;

  /** Spark's parser and optimizer go down level by level, each on the stack. */
  static final int MAX_LEVELS = 100;

  /**
   * The size of a segment.
   *
   * @param sizes of those that it refers to; one without a size counts as nothing
   */
  static SegmentSize of(BoundSegment segment, RuleParts parts, Map<String, SegmentSize> sizes) {
    long criteria = parts.size();
    int chain = 0;
    for (BoundRule.OfSegment reference : parts.segments()) {
      SegmentSize inner = sizes.get(reference.id());
      if (inner != null) {
        criteria = Math.min(criteria + inner.criteria, 2 * MAX_CRITERIA);
        chain = Math.max(chain, inner.chain);
      }
    }
    int levels = segment.rule().accept(new FilterLevels(sizes));
    return new SegmentSize(criteria, chain + 1, levels);
  }

  /** What there is too much of, in words; empty if there is not. */
  Optional<String> excess() {
    if (chain > MAX_CHAIN) {
      return Optional.of("more than 32 segments in a row, each referring to the next");
    }
    if (levels > MAX_LEVELS) {
      return Optional.of(
          "more than 100 levels of any, all, not and segments with those of the segments that it"
              + " refers to");
    }
    return criteria > MAX_CRITERIA
        ? Optional.of("more than 100,000 criteria with those of the segments that it refers to")
        : Optional.empty();
  }
}
