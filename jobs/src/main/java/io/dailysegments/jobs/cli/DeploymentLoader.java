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
import java.util.Optional;

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
    return load(Optional.empty());
  }

  /**
   * The deployment with one more definition, in the place of its own of that id.
   *
   * @throws io.dailysegments.core.problem.DefinitionException with every problem of every file
   */
  Deployment loadWith(Path definition) {
    return load(Optional.of(definition));
  }

  private Deployment load(Optional<Path> definition) {
    Settings settings = SettingsLoader.load(Path.of(command.conf()));
    command.remember(settings);
    Folders folders =
        new Folders(
            DefinitionFolder.of(settings.catalog()),
            DefinitionFolder.of(settings.segments()),
            DefinitionFolder.of(settings.lists()));
    try {
      return load(settings, folders, definition);
    } catch (DefinitionException e) {
      throw new DefinitionException(folders.renamed(e.problems()), folders.renamed(e.warnings()));
    }
  }

  private static Deployment load(Settings settings, Folders folders, Optional<Path> definition) {
    Problems problems = new Problems();
    Path folder = folders.catalog().local();
    Catalog given = CatalogLoader.load(folder, settings.events().retentionDays(), problems);
    Catalog catalog = settings.labels().applyTo(given, problems);
    CatalogCheck.check(catalog, problems);
    List<BoundSegment> segments = segments(settings, folders, definition, catalog, problems);
    problems.throwIfAny();
    CountryNames countries = CountryNames.load(folder.resolve("countries.csv"));
    List<Problem> warnings = folders.renamed(problems.warnings());
    return new Deployment(settings, catalog, countries, segments, warnings);
  }

  private static List<BoundSegment> segments(
      Settings settings,
      Folders folders,
      Optional<Path> definition,
      Catalog catalog,
      Problems problems) {
    Path folder = folders.segments().local();
    UserLists lists = UserLists.in(folders.lists().local());
    int days = settings.events().retentionDays();
    boolean consent = settings.recommendedNeedConsent();
    return definition
        .map(file -> SegmentLoader.loadWith(file, folder, catalog, lists, days, consent, problems))
        .orElseGet(() -> SegmentLoader.load(folder, catalog, lists, days, consent, problems));
  }

  /** Where definitions are. */
  private record Folders(
      DefinitionFolder catalog, DefinitionFolder segments, DefinitionFolder lists) {

    /** Problems in files that were copied are shown where the user has them. */
    List<Problem> renamed(List<Problem> problems) {
      return problems.stream().map(this::renamed).toList();
    }

    private Problem renamed(Problem problem) {
      SourcePosition position = problem.position();
      String file = position.file();
      for (DefinitionFolder folder : List.of(catalog, segments, lists)) {
        file = folder.renamed(file);
      }
      SourcePosition shown = new SourcePosition(file, position.line(), position.column());
      return new Problem(shown, problem.message());
    }
  }
}
