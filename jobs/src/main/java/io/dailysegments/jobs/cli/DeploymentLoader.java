package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.DefinitionException;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.settings.SettingsLoader;
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
      Deployment loaded =
          Deployment.load(
              settings,
              folders.catalog().local(),
              folders.segments().local(),
              folders.lists().local(),
              definition);
      return loaded.withWarnings(folders.renamed(loaded.warnings()));
    } catch (DefinitionException e) {
      throw new DefinitionException(folders.renamed(e.problems()), folders.renamed(e.warnings()));
    }
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
