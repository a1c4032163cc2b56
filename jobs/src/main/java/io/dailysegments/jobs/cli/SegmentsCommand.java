package io.dailysegments.jobs.cli;

import io.dailysegments.core.settings.Settings;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of the product; its subcommands do the work. */
@Command(
    name = "segments",
    description = "Daily labels and segments of app users, as Delta tables.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      DigestCommand.class,
      BackfillCommand.class,
      VerifyCommand.class,
      PruneCommand.class,
      ForgetCommand.class,
      ValidateCommand.class,
      ListCommand.class,
      ExplainCommand.class,
      PreviewCommand.class,
      SchemaCommand.class,
      GenerateCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Exit status: 0 complete, 1 fault of the program, 2 usage, 3 settings, catalog or definitions invalid,",
      "4 input data missing or refused by a check, 5 another run holds the day, 6 verify found differences."
    })
final class SegmentsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      defaultValue = "conf/settings.yaml",
      description = "The settings file (default: ${DEFAULT-VALUE}).")
  private String conf;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of every failure.")
  private boolean debug;

  private Optional<Settings> settings = Optional.empty();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Missing command: one of run, digest, backfill, verify, prune, forget, validate, list, explain, preview, schema, generate");
  }

  String conf() {
    return conf;
  }

  boolean isDebugging() {
    return debug;
  }

  /** Remembers the settings in force, to tell which input a failure belongs to. */
  void remember(Settings loaded) {
    settings = Optional.of(loaded);
  }

  Optional<Settings> settings() {
    return settings;
  }
}
