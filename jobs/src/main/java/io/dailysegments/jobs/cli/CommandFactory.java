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
    return type == RunCommand.class
        ? type.cast(new RunCommand(clock))
        : CommandLine.defaultFactory().create(type);
  }
}
