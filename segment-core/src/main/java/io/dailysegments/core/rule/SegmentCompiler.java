package io.dailysegments.core.rule;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.time.BusinessZone;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compiles definitions to Spark SQL. */
public final class SegmentCompiler {
  private SegmentCompiler() {}

  /**
   * The active segments, by id.
   *
   * @param definitions all of a deployment, valid together and bound to that catalog
   */
  public static List<CompiledSegment> compile(
      Collection<BoundSegment> definitions,
      Catalog catalog,
      BusinessZone zone,
      LocalDate dataDate) {
    Map<String, BoundSegment> byId = byId(definitions);
    DefinitionHash hash = new DefinitionHash(byId, catalog);
    return byId.values().stream()
        .filter(BoundSegment::isActive)
        .map(s -> compiled(s, FilterWriter.write(byId, s, zone, dataDate), hash.of(s)))
        .toList();
  }

  /**
   * One segment, active or not.
   *
   * @param definitions all of a deployment, the segment among them
   */
  public static CompiledSegment compile(
      BoundSegment segment,
      Collection<BoundSegment> definitions,
      Catalog catalog,
      BusinessZone zone,
      LocalDate dataDate) {
    Map<String, BoundSegment> byId = byId(definitions);
    String hash = new DefinitionHash(byId, catalog).of(segment);
    return compiled(segment, FilterWriter.write(byId, segment, zone, dataDate), hash);
  }

  /**
   * Every criterion of a segment by itself, in the order written; a reference to another segment is
   * one.
   */
  public static List<CompiledCriterion> criteria(
      BoundSegment segment,
      Collection<BoundSegment> definitions,
      BusinessZone zone,
      LocalDate dataDate) {
    return CriterionCompiler.compile(segment, byId(definitions), zone, dataDate);
  }

  /** The ids of the segments that refer to one, ascending. */
  public static List<String> usersOf(String id, Collection<BoundSegment> definitions) {
    return definitions.stream()
        .filter(
            segment ->
                RuleParts.in(segment.rule()).segments().stream()
                    .anyMatch(reference -> reference.id().equals(id)))
        .map(BoundSegment::id)
        .sorted()
        .toList();
  }

  private static Map<String, BoundSegment> byId(Collection<BoundSegment> definitions) {
    Map<String, BoundSegment> byId = new TreeMap<>();
    definitions.forEach(segment -> byId.put(segment.id(), segment));
    return byId;
  }

  private static CompiledSegment compiled(
      BoundSegment segment, FilterWriter.Filter filter, String hash) {
    SegmentDefinition definition = segment.definition();
    return new CompiledSegment(
        definition.id(),
        definition.name(),
        definition.kind().name().toLowerCase(Locale.ROOT),
        segment.consentRequired(),
        definition.includeDeleted(),
        definition.text(),
        PopulationSql.population(definition),
        filter.sql(),
        hash,
        filter.labels(),
        filter.metrics(),
        filter.lists(),
        filter.problems().warnings());
  }
}
