package io.dailysegments.jobs.table;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.problem.DefinitionException;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.problem.UserException;
import io.dailysegments.core.settings.InputSettings;
import io.dailysegments.core.settings.InputSettings.Location.Files;
import io.dailysegments.core.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** Tells failures that come from input files from faults of the program. */
public final class ReadFailures {

  private static final String UNREADABLE_FILE = "FAILED_READ_FILE";

  private final Settings settings;

  public ReadFailures(Settings settings) {
    this.settings = settings;
  }

  /**
   * The user's fault behind a failed Spark job: a file that can't be read, or an expression of the
   * settings or the catalog that fails on a value; empty if the cause is something else.
   */
  public Optional<UserException> find(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark && spark.getCondition() != null) {
        if (spark.getCondition().startsWith(UNREADABLE_FILE)) {
          return Optional.of(unreadable(spark.getMessageParameters(), failure));
        }
        if (cause instanceof RuntimeException && spark.getQueryContext().length > 0) {
          return Optional.of(failing(spark, failure));
        }
      }
    }
    return Optional.empty();
  }

  /** The value that an expression fails on is not told: it might be an address. */
  private UserException failing(SparkThrowable spark, Throwable failure) {
    String sql = spark.getQueryContext()[0].fragment();
    String fails =
        "its expression %s fails on a value (%s). Let it give null instead, such as with try_cast"
            .formatted(sql, spark.getCondition());
    return settings.inputs().entrySet().stream()
        .filter(input -> hasExpression(input.getValue(), sql))
        .map(Map.Entry::getKey)
        .findFirst()
        .<UserException>map(
            name ->
                new InputException(
                    "Cannot read input '%s': %s: inputs.%s in %s."
                        .formatted(name.key(), fails, name.key(), settings.file()),
                    failure))
        .orElseGet(
            () ->
                new DefinitionException(
                    List.of(
                        new Problem(
                            new SourcePosition(settings.catalog(), 1, 1),
                            "a block can't be computed: " + fails))));
  }

  private static boolean hasExpression(InputSettings input, String sql) {
    return Stream.concat(input.columns().values().stream(), input.where().stream())
        .anyMatch(expression -> expression.contains(sql));
  }

  InputException whileOpening(InputName name, String place, Exception failure) {
    return find(failure)
        .filter(InputException.class::isInstance)
        .map(InputException.class::cast)
        .orElseGet(
            () ->
                new InputException(
                    "Cannot read input '%s' at %s: %s Check inputs.%s in %s."
                        .formatted(
                            name.key(), place, opening(failure), name.key(), settings.file()),
                    failure));
  }

  private InputException unreadable(Map<String, String> parameters, Throwable failure) {
    String file = parameters.getOrDefault("path", "unknown");
    String column = parameters.containsKey("column") ? ", column " + parameters.get("column") : "";
    String input = inputOf(file).map(name -> "input '" + name.key() + "'").orElse("a file");
    return new InputException(
        "Cannot read %s: file %s%s is corrupt or not of the configured format (%s). Load it again."
            .formatted(input, file, column, kind(failure)),
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

  /**
   * Why an input can't be opened. The words of an analysis name columns and expressions of the
   * settings; those of a job that failed may hold rows.
   */
  private static String opening(Exception failure) {
    boolean isAnalysis = failure instanceof AnalysisException && failure.getCause() == null;
    return isAnalysis ? firstLine(failure) : kind(failure) + ".";
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * What kind of failure it is, without its words, which may hold a row: Spark's condition nearest
   * to the root; where that says no more than that a file can't be read, the root's kind, too.
   */
  private static String kind(Throwable failure) {
    String condition = "";
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      root = cause;
      if (cause instanceof SparkThrowable spark
          && spark.getCondition() != null
          && (condition.isEmpty() || !spark.getCondition().startsWith(UNREADABLE_FILE))) {
        condition = spark.getCondition();
      }
    }
    String name = root.getClass().getSimpleName();
    if (condition.isEmpty()) {
      return name;
    }
    return condition.startsWith(UNREADABLE_FILE) ? condition + ", " + name : condition;
  }
}
