package io.dailysegments.jobs.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStar;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One SQL expression of a label block as its syntax tree. Uses the parser of Spark Catalyst, which
 * is not a public API: the public one needs a session and does not tell which columns an expression
 * names.
 */
public final class ParsedExpression {

  /** Functions whose value is not given by their arguments. */
  private static final Set<String> NOT_REPRODUCIBLE =
      Set.of(
          "rand",
          "randn",
          "random",
          "randstr",
          "uniform",
          "uuid",
          "shuffle",
          "now",
          "curdate",
          "current_date",
          "current_timestamp",
          "current_time",
          "localtimestamp",
          "unix_timestamp",
          "current_user",
          "session_user",
          "user",
          "current_database",
          "current_catalog",
          "current_schema",
          "current_timezone",
          "input_file_name",
          "monotonically_increasing_id",
          "spark_partition_id",
          "version",
          "java_method",
          "reflect",
          "try_reflect");

  private final SortedSet<String> columns = new TreeSet<>();
  private final List<String> refusals = new ArrayList<>();

  private ParsedExpression(Expression expression) {
    visit(expression);
  }

  /**
   * The expression that a text holds.
   *
   * @throws IllegalArgumentException if the text is no SQL expression, with the parser's reason
   */
  public static ParsedExpression of(String sql) {
    try {
      return new ParsedExpression(CatalystSqlParser$.MODULE$.parseExpression(sql));
    } catch (Exception e) { // ParseException is checked, and Scala does not declare it
      if (e instanceof ParseException || e instanceof RuntimeException) {
        throw new IllegalArgumentException(firstLine(e), e);
      }
      throw new IllegalStateException(e);
    }
  }

  /** The names of columns without a qualifier, ascending. */
  public SortedSet<String> columns() {
    return Collections.unmodifiableSortedSet(columns);
  }

  /**
   * Why the expression may not be used: it holds a subquery, a star, or a function of clock or
   * chance.
   */
  public Optional<String> refusal() {
    return refusals.stream().findFirst();
  }

  private void visit(Expression expression) {
    if (expression instanceof UnresolvedAttribute attribute && attribute.nameParts().size() == 1) {
      columns.add(attribute.nameParts().head());
    }
    refuse(expression);
    CollectionConverters.asJava(expression.children()).forEach(this::visit);
  }

  private void refuse(Expression expression) {
    if (expression instanceof SubqueryExpression) {
      refusals.add("a subquery");
    } else if (expression instanceof UnresolvedStar star && star.target().isDefined()) {
      refusals.add("a star");
    } else if (expression instanceof UnresolvedFunction function) {
      String name = function.nameParts().last().toLowerCase(Locale.ROOT);
      if (NOT_REPRODUCIBLE.contains(name) && !isPure(name, function)) {
        refusals.add("the function " + name);
      }
    } else if (!expression.foldable() && isClock(expression)) {
      refusals.add("the function " + expression.prettyName());
    }
  }

  /** {@code unix_timestamp(x)} only converts; without an argument it is the clock. */
  private static boolean isPure(String name, UnresolvedFunction function) {
    return name.equals("unix_timestamp") && !function.arguments().isEmpty();
  }

  private static boolean isClock(Expression expression) {
    return NOT_REPRODUCIBLE.contains(expression.prettyName().toLowerCase(Locale.ROOT));
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
  }
}
