package io.dailysegments.core.rule;

import io.dailysegments.core.problem.SourcePosition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A segment as authored: one file.
 *
 * @param position the beginning of the file
 * @param id the file's name without {@code .yaml}, unique
 * @param name not blank
 * @param tags in the order written
 * @param consentRequired whether the file asks for consent
 * @param includeDeleted whether deleted accounts are in the population
 * @param match the groups, joined by AND
 * @param text the file as it was read
 */
public record SegmentDefinition(
    SourcePosition position,
    String id,
    String name,
    Optional<String> description,
    Optional<String> owner,
    List<String> tags,
    SegmentKind kind,
    SegmentStatus status,
    boolean consentRequired,
    boolean includeDeleted,
    Rule.All match,
    String text) {
  public SegmentDefinition {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(match, "match");
    tags = List.copyOf(tags);
  }
}
