package io.dailysegments.jobs.run;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CountryNames;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Everything that a deployment declares, read and checked.
 *
 * @param catalog with the parameters of the settings
 * @param segments every definition, by id
 * @param warnings what the user should look at
 */
public record Deployment(
    Settings settings,
    Catalog catalog,
    CountryNames countries,
    List<BoundSegment> segments,
    List<Problem> warnings) {

  public Deployment {
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(catalog, "catalog");
    segments = List.copyOf(segments);
    warnings = List.copyOf(warnings);
  }

  /** The warnings of a segment: those of its file, and those for the day it is compiled for. */
  public List<Problem> warnings(BoundSegment segment, CompiledSegment compiled) {
    String name = segment.id() + ".yaml";
    Stream<Problem> own =
        warnings.stream().filter(warning -> Path.of(warning.position().file()).endsWith(name));
    return Stream.concat(own, compiled.warnings().stream()).toList();
  }
}
