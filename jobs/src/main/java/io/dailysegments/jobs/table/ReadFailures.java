package io.dailysegments.jobs.table;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.settings.InputSettings;
import io.dailysegments.core.settings.InputSettings.Location.Files;
import io.dailysegments.core.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;

/** Tells failures that come from input files from faults of the program. */
public final class ReadFailures {

  private static final String UNREADABLE_FILE = "FAILED_READ_FILE";

  private final Settings settings;

  public ReadFailures(Settings settings) {
    this.settings = settings;
  }

  /** The input failure behind a failed Spark job; empty if the cause is something else. */
  public Optional<InputException> find(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark
          && spark.getCondition() != null
          && spark.getCondition().startsWith(UNREADABLE_FILE)) {
        return Optional.of(unreadable(spark.getMessageParameters(), failure));
      }
    }
    return Optional.empty();
  }

  InputException whileOpening(InputName name, String place, Exception failure) {
    return find(failure)
        .orElseGet(
            () ->
                new InputException(
                    "Cannot read input '%s' at %s: %s Check inputs.%s in %s."
                        .formatted(name.key(), place, reason(failure), name.key(), settings.file()),
                    failure));
  }

  private InputException unreadable(Map<String, String> parameters, Throwable failure) {
    String file = parameters.getOrDefault("path", "unknown");
    String column = parameters.containsKey("column") ? ", column " + parameters.get("column") : "";
    String input = inputOf(file).map(name -> "input '" + name.key() + "'").orElse("a file");
    return new InputException(
        "Cannot read %s: file %s%s is corrupt or not of the configured format (%s). Load it again."
            .formatted(input, file, column, reason(root(failure))),
        failure);
  }

  private Optional<InputName> inputOf(String file) {
    String path = new Path(file).toUri().getPath();
    return settings.inputs().entrySet().stream()
        .filter(entry -> holds(entry.getValue(), path))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean holds(InputSettings input, String file) {
    return input.location() instanceof Files files
        && file.startsWith(new Path(files.path()).toUri().getPath() + "/");
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String reason(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
