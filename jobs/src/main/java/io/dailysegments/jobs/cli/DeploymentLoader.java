package io.dailysegments.jobs.cli;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.catalog.CountryNames;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.DefinitionException;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.SegmentLoader;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.settings.SettingsLoader;
import io.dailysegments.jobs.run.CatalogCheck;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.table.DefinitionFolder;
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
    DefinitionFolder catalog = DefinitionFolder.of(settings.catalog());
    DefinitionFolder segments = DefinitionFolder.of(settings.segments());
    DefinitionFolder lists = DefinitionFolder.of(settings.lists());
    try {
      return load(settings, catalog, segments, lists);
    } catch (DefinitionException e) {
      throw new DefinitionException(
          e.problems().stream()
              .map(problem -> renamed(problem, catalog, segments, lists))
              .toList());
    }
  }

  private static Deployment load(
      Settings settings,
      DefinitionFolder catalogFolder,
      DefinitionFolder segmentFolder,
      DefinitionFolder listFolder) {
    Problems problems = new Problems();
    int retentionDays = settings.events().retentionDays();
    Catalog given = CatalogLoader.load(catalogFolder.local(), retentionDays, problems);
    Catalog catalog = settings.labels().applyTo(given, problems);
    CatalogCheck.check(catalog, problems);
    List<BoundSegment> segments =
        SegmentLoader.load(
            segmentFolder.local(),
            catalog,
            UserLists.in(listFolder.local()),
            retentionDays,
            settings.recommendedNeedConsent(),
            problems);
    problems.throwIfAny();
    CountryNames countries = CountryNames.load(catalogFolder.local().resolve("countries.csv"));
    List<String> warnings =
        problems.warnings().stream()
            .map(problem -> renamed(problem, catalogFolder, segmentFolder, listFolder).toString())
            .toList();
    return new Deployment(settings, catalog, countries, segments, warnings);
  }

  /** A problem in files that were copied is shown where the user has them. */
  private static Problem renamed(Problem problem, DefinitionFolder... folders) {
    SourcePosition position = problem.position();
    String file = position.file();
    for (DefinitionFolder folder : folders) {
      file = folder.renamed(file);
    }
    SourcePosition shown = new SourcePosition(file, position.line(), position.column());
    return new Problem(shown, problem.message());
  }
}
