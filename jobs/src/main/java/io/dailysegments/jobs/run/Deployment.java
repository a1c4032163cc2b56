package io.dailysegments.jobs.run;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.catalog.CountryNames;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.rule.SegmentLoader;
import io.dailysegments.core.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

  /**
   * Reads and checks what the files of a deployment declare.
   *
   * @param definition one more segment, in the place of its own of that id
   * @throws io.dailysegments.core.problem.DefinitionException with every problem of every file
   */
  public static Deployment load(
      Settings settings, Path catalog, Path segments, Path lists, Optional<Path> definition) {
    int days = settings.events().retentionDays();
    boolean consent = settings.recommendedNeedConsent();
    UserLists users = UserLists.in(lists);
    Problems problems = new Problems();
    Catalog labels =
        settings.labels().applyTo(CatalogLoader.load(catalog, days, problems), problems);
    CatalogCheck.check(labels, problems);
    List<BoundSegment> bound =
        definition
            .map(
                file ->
                    SegmentLoader.loadWith(file, segments, labels, users, days, consent, problems))
            .orElseGet(() -> SegmentLoader.load(segments, labels, users, days, consent, problems));
    problems.throwIfAny();
    CountryNames countries = CountryNames.load(catalog.resolve("countries.csv"));
    return new Deployment(settings, labels, countries, bound, problems.warnings());
  }

  /** The same with other warnings. */
  public Deployment withWarnings(List<Problem> others) {
    return new Deployment(settings, catalog, countries, segments, others);
  }

  /** The warnings of a segment: those of its file, and those for the day it is compiled for. */
  public List<Problem> warnings(BoundSegment segment, CompiledSegment compiled) {
    String name = segment.id() + ".yaml";
    Stream<Problem> own =
        warnings.stream().filter(warning -> Path.of(warning.position().file()).endsWith(name));
    return Stream.concat(own, compiled.warnings().stream()).toList();
  }
}
