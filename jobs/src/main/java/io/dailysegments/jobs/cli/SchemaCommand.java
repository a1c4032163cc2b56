package io.dailysegments.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.schema.SegmentSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code schema}: the JSON Schema of segment definitions. */
@Command(
    name = "schema",
    description =
        "Print the JSON Schema of segment definitions for this catalog, for completion in editors.")
final class SchemaCommand implements Callable<Integer> {

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Deployment deployment = new DeploymentLoader(parent).load();
    int retentionDays = deployment.settings().events().retentionDays();
    spec.commandLine()
        .getOut()
        .println(
            new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(SegmentSchema.of(deployment.catalog(), retentionDays)));
    return 0;
  }
}
