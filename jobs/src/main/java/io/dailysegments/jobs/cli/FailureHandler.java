package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.UserException;
import io.dailysegments.jobs.table.ReadFailures;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns failures into messages and exit statuses: the user's as their message, ours with a stack
 * trace.
 */
final class FailureHandler implements IExecutionExceptionHandler {

  private final SegmentsCommand command;

  FailureHandler(SegmentsCommand command) {
    this.command = command;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    // First: a file that could not be read for lack of memory is not damaged.
    boolean memory = OutOfMemory.words(failure).isPresent();
    Optional<UserException> users = memory ? Optional.empty() : user(failure);
    if (users.isEmpty()) {
      return fail(failure, line);
    }
    users.get().getMessage().lines().map(Shown::line).forEach(line.getErr()::println);
    if (command.isDebugging()) {
      failure.printStackTrace(line.getErr());
    }
    return users.get().exitStatus();
  }

  /**
   * Ends a command on a fault that is no user's.
   *
   * @return the exit status
   */
  int fail(Throwable failure, CommandLine line) {
    Optional<String> memory = OutOfMemory.words(failure);
    memory.ifPresent(line.getErr()::println);
    if (memory.isEmpty() || command.isDebugging()) {
      failure.printStackTrace(line.getErr());
    }
    return 1;
  }

  private Optional<UserException> user(Exception failure) {
    return failure instanceof UserException user
        ? Optional.of(user)
        : command.settings().flatMap(settings -> new ReadFailures(settings).find(failure));
  }
}
