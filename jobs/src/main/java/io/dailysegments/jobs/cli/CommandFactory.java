package io.dailysegments.jobs.cli;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands, giving those that ask what day it is the clock. */
final class CommandFactory implements IFactory {

  private final Clock clock;

  CommandFactory(Clock clock) {
    this.clock = clock;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == RunCommand.class) {
      return type.cast(new RunCommand(clock));
    }
    if (type == BackfillCommand.class) {
      return type.cast(new BackfillCommand(clock));
    }
    if (type == ForgetCommand.class) {
      return type.cast(new ForgetCommand(clock));
    }
    if (type == ExplainCommand.class) {
      return type.cast(new ExplainCommand(clock));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
