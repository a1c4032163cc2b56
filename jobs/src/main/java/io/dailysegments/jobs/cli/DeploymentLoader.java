package io.dailysegments.jobs.cli;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.catalog.CountryNames;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.SegmentLoader;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.settings.SettingsLoader;
import io.dailysegments.jobs.run.CatalogCheck;
import io.dailysegments.jobs.run.Deployment;
import java.nio.file.Path;
import java.util.List;

/** Reads and checks everything that a deployment declares, without touching data. */
final class DeploymentLoader {

  private final SegmentsCommand command;

  DeploymentLoader(SegmentsCommand command) {
    this.command = command;
  }

  /**
   * @throws io.dailysegments.core.problem.DefinitionException with every problem of every file
   */
  Deployment load() {
    Settings settings = SettingsLoader.load(Path.of(command.conf()));
    command.remember(settings);
    Problems problems = new Problems();
    Path folder = Path.of(settings.catalog());
    Catalog catalog =
        settings
            .labels()
            .applyTo(
                CatalogLoader.load(folder, settings.events().retentionDays(), problems), problems);
    CatalogCheck.check(catalog, problems);
    List<BoundSegment> segments =
        SegmentLoader.load(
            Path.of(settings.segments()),
            catalog,
            settings.events().retentionDays(),
            settings.recommendedNeedConsent(),
            problems);
    problems.throwIfAny();
    CountryNames countries = CountryNames.load(folder.resolve("countries.csv"));
    List<String> warnings = problems.warnings().stream().map(Problem::toString).toList();
    return new Deployment(settings, catalog, countries, segments, warnings);
  }
}
