package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.expr;

import io.dailysegments.core.explain.ExplainedRule;
import io.dailysegments.core.explain.Observation;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.CompiledCriterion;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.rule.SegmentCompiler;
import io.dailysegments.core.sql.SqlText;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.jobs.table.OutputTables;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Why a user is in a segment on a published day, or is not.
 *
 * @param member whether the user is in it
 * @param inPopulation whether the user is among those that the segment chooses from
 * @param consentMissing whether the segment requires consent that the user did not give
 * @param rule the rule, population and consent aside, with what each of its parts finds
 */
public record UserExplanation(
    boolean member, boolean inPopulation, boolean consentMissing, ExplainedRule rule) {

  /**
   * The explanation for one user.
   *
   * @return empty if the day has no such account
   */
  public static Optional<UserExplanation> of(
      SparkSession session,
      Deployment deployment,
      BoundSegment segment,
      PublishedDay day,
      String user) {
    BusinessZone zone = deployment.settings().zone();
    CompiledSegment compiled =
        SegmentCompiler.compile(
            segment, deployment.segments(), deployment.catalog(), zone, day.dataDate());
    List<CompiledCriterion> criteria =
        SegmentCompiler.criteria(segment, deployment.segments(), zone, day.dataDate());
    OutputTables tables = new OutputTables(session, deployment.settings().warehouse());
    return new PublishedUsers(session, deployment, tables)
            .of(day, List.of(compiled), Optional.of(user))
            .select(columns(compiled, criteria))
            .collectAsList() // one row at most
            .stream()
            .findFirst()
            .map(row -> explain(segment, observations(criteria, row, zone), row));
  }

  private static Column[] columns(CompiledSegment segment, List<CompiledCriterion> criteria) {
    List<Column> columns = new ArrayList<>();
    columns.add(expr(segment.filterSql()));
    columns.add(expr(segment.populationSql()));
    for (CompiledCriterion criterion : criteria) {
      columns.add(expr(criterion.conditionSql()));
      columns.add(expr(criterion.valueSql()));
    }
    return columns.toArray(Column[]::new);
  }

  private static IdentityHashMap<BoundRule, Observation> observations(
      List<CompiledCriterion> criteria, Row row, BusinessZone zone) {
    IdentityHashMap<BoundRule, Observation> observations = new IdentityHashMap<>();
    for (int i = 0; i < criteria.size(); i++) {
      Optional<String> value =
          Optional.ofNullable(row.get(3 + 2 * i))
              .map(found -> text(found, zone))
              .filter(text -> !text.isEmpty());
      Observation observation =
          new Observation(row.getBoolean(2 + 2 * i), value, criteria.get(i).days());
      observations.put(criteria.get(i).rule(), observation);
    }
    return observations;
  }

  /** A value as people read it: a time in the business zone, with its offset. */
  private static String text(Object value, BusinessZone zone) {
    if (value instanceof Timestamp time) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.toInstant().atZone(zone.id()));
    }
    return value instanceof BigDecimal number ? SqlText.number(number) : value.toString();
  }

  private static UserExplanation explain(
      BoundSegment segment, IdentityHashMap<BoundRule, Observation> observations, Row row) {
    boolean member = row.getBoolean(0);
    boolean population = row.getBoolean(1);
    ExplainedRule rule = ExplainedRule.of(segment.rule(), observations::get);
    return new UserExplanation(member, population, population && rule.holds() && !member, rule);
  }
}
