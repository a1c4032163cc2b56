package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.UsageException;
import io.dailysegments.jobs.generate.GenerateWorld;
import io.dailysegments.jobs.generate.WorldSpec;
import io.dailysegments.jobs.session.SparkSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code generate}: sample inputs of every table. */
@Command(
    name = "generate",
    description =
        "Make sample inputs of every table, the same for the same seed, with settings that fit.")
final class GenerateCommand implements Callable<Integer> {

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;

  @Option(names = "--users", paramLabel = "N", required = true, description = "How many accounts.")
  private long users;

  @Option(names = "--days", paramLabel = "N", required = true, description = "How many log dates.")
  private int days;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write to.")
  private Path folder;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Another seed gives another world (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--snapshots",
      paramLabel = "K",
      description =
          "Write daily copies of the user tables for the last K days only (default: all).")
  private Integer snapshots;

  @Option(
      names = "--last-day",
      paramLabel = "D",
      defaultValue = "2026-03-31",
      description = "The last log date (default: ${DEFAULT-VALUE}).")
  private LocalDate lastDay;

  @Override
  public Integer call() throws IOException {
    WorldSpec world = world();
    new GenerateWorld(SparkSessions.open("Daily Segments generate"), world).write();
    spec.commandLine()
        .getOut()
        .printf(
            "%d users and %d days up to %s are in %s%nRun them with --conf %s%n",
            users, days, lastDay, folder, folder.resolve("conf").resolve("settings.yaml"));
    return 0;
  }

  private WorldSpec world() {
    Path installation = Path.of(parent.conf()).toAbsolutePath().normalize().getParent();
    try {
      return new WorldSpec(
          users,
          days,
          lastDay,
          seed,
          snapshots == null ? days : snapshots,
          folder.toAbsolutePath().normalize().toString(),
          installation.toString());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
