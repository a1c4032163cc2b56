package io.dailysegments.core.rule;

import java.util.Objects;

/**
 * A valid definition, bound to the catalog.
 *
 * @param consentRequired whether only users that accept marketing are members, by the file or by
 *     the settings
 * @param retentionDays how many days, the data date included, events are kept
 */
public record BoundSegment(
    SegmentDefinition definition, BoundRule rule, boolean consentRequired, int retentionDays) {
  public BoundSegment {
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(rule, "rule");
  }

  /** The id of the definition. */
  public String id() {
    return definition.id();
  }

  /** The name of the definition. */
  public String name() {
    return definition.name();
  }

  /** The status of the definition. */
  public SegmentStatus status() {
    return definition.status();
  }

  /** Whether the segment is computed. */
  public boolean isActive() {
    return definition.status() == SegmentStatus.ACTIVE;
  }
}
