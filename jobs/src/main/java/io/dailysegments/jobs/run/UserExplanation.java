package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.expr;

import io.dailysegments.core.explain.Missing;
import io.dailysegments.core.explain.RuleWords;
import io.dailysegments.core.explain.Truth;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.CompiledCriterion;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.rule.SegmentCompiler;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.table.OutputTables;
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
 * @param ruleHolds whether the rule holds for the user, population and consent aside
 * @param consentMissing whether the segment requires consent that the user did not give
 * @param criteria in the order written
 */
public record UserExplanation(
    boolean member,
    boolean inPopulation,
    boolean ruleHolds,
    boolean consentMissing,
    List<Criterion> criteria) {

  public UserExplanation {
    criteria = List.copyOf(criteria);
  }

  /**
   * One criterion.
   *
   * @param words in English, with the operand
   * @param observed the value; empty: none
   * @param days that were looked at; empty: none
   * @param missing what is missing for it to hold; empty if it holds
   */
  public record Criterion(
      String words,
      Optional<String> observed,
      Optional<DayRange> days,
      boolean holds,
      Optional<String> missing) {}

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
            .map(row -> explain(segment, criteria, row));
  }

  private static Column[] columns(CompiledSegment segment, List<CompiledCriterion> criteria) {
    List<Column> columns = new ArrayList<>();
    columns.add(expr(segment.filterSql()));
    columns.add(expr(segment.populationSql()));
    for (CompiledCriterion criterion : criteria) {
      columns.add(expr(criterion.conditionSql()));
      columns.add(expr(criterion.valueSql()).cast("string"));
    }
    return columns.toArray(Column[]::new);
  }

  private static UserExplanation explain(
      BoundSegment segment, List<CompiledCriterion> criteria, Row row) {
    IdentityHashMap<BoundRule, Boolean> holds = new IdentityHashMap<>();
    List<Criterion> explained = new ArrayList<>();
    for (int i = 0; i < criteria.size(); i++) {
      boolean held = row.getBoolean(2 + 2 * i);
      Optional<String> observed = Optional.ofNullable(row.getString(3 + 2 * i));
      holds.put(criteria.get(i).rule(), held);
      explained.add(criterion(criteria.get(i), observed.filter(text -> !text.isEmpty()), held));
    }
    boolean member = row.getBoolean(0);
    boolean population = row.getBoolean(1);
    boolean rule = segment.rule().accept(new Truth(holds::get));
    return new UserExplanation(member, population, rule, population && rule && !member, explained);
  }

  private static Criterion criterion(
      CompiledCriterion criterion, Optional<String> observed, boolean holds) {
    Optional<String> missing =
        holds ? Optional.empty() : Optional.of(Missing.of(criterion.rule(), observed));
    return new Criterion(
        RuleWords.criterion(criterion.rule()), observed, criterion.days(), holds, missing);
  }
}
