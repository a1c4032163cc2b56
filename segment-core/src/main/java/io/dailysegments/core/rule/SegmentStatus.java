package io.dailysegments.core.rule;

/** Whether a segment is computed; every definition is validated. */
public enum SegmentStatus {
  /** Computed. */
  ACTIVE,
  /** Not computed yet. */
  DRAFT,
  /** Not computed any more. */
  ARCHIVED
}
