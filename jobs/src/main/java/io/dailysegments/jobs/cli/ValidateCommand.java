package io.dailysegments.jobs.cli;

import io.dailysegments.jobs.run.Deployment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code validate}: checks settings, catalog and definitions. */
@Command(
    name = "validate",
    description = "Check settings, catalog and segment definitions; reads no data.")
final class ValidateCommand implements Callable<Integer> {

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Deployment deployment = new DeploymentLoader(parent).load();
    WarningLines.print(deployment.warnings(), spec.commandLine().getErr());
    spec.commandLine()
        .getOut()
        .printf(
            "valid: %d events, %d labels, %d segments%n",
            deployment.catalog().events().events().size(),
            deployment.catalog().labels().size(),
            deployment.segments().size());
    return 0;
  }
}
