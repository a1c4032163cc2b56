package io.dailysegments.core.rule;

/** Who wrote a definition. */
public enum SegmentKind {
  /** The deployment. */
  CUSTOM,
  /** The product: its rule is as shipped. */
  RECOMMENDED
}
