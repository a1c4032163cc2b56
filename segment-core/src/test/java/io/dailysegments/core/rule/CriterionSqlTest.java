package io.dailysegments.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every operator of every type as SQL. The data date is 2026-03-10, the zone six hours ahead of
 * UTC.
 */
class CriterionSqlTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "equals: Chile | coalesce(`country_en` = 'Chile', false)",
        "not_equals: Chile | coalesce((`country_en` <> 'Chile' AND `country_en` <> ''), false)",
        "in: [Peru, Chile, Peru] | coalesce(`country_en` IN ('Chile', 'Peru'), false)",
        "not_in: [Chile] | coalesce((`country_en` NOT IN ('Chile') AND `country_en` <> ''), false)",
        "contains: hil | coalesce(contains(`country_en`, 'hil'), false)",
        "not_contains: hil | coalesce((NOT (contains(`country_en`, 'hil')) AND `country_en` <> ''),"
            + " false)",
        "starts_with: Ch | coalesce(startswith(`country_en`, 'Ch'), false)",
        "ends_with: le | coalesce(endswith(`country_en`, 'le'), false)",
        "is_empty: true | coalesce(`country_en` = '', true)",
        "is_empty: false | coalesce(`country_en` <> '', false)",
        "equals: \"Côte d'Ivoire\" | coalesce(`country_en` = 'Côte d\\'Ivoire', false)",
        "equals: \"${spark.app.id}\" | coalesce(`country_en` = '\\u0024{spark.app.id}', false)",
        "equals: 'a\\b' | coalesce(`country_en` = 'a\\\\b', false)",
        "equals: \"a\\nb\\0\" | coalesce(`country_en` = 'a\\u000Ab\\u0000', false)",
        "equals: \"' OR 1=1 --\" | coalesce(`country_en` = '\\' OR 1=1 --', false)",
        "equals: on | coalesce(`country_en` = 'on', false)",
      })
  void texts(String criterion, String sql) {
    assertThat(filter("country_en", criterion)).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "active_days_30d | equals: 3 | coalesce(`active_days_30d` = 3, false)",
        "active_days_30d | equals: 3.0 | coalesce(`active_days_30d` = 3, false)",
        "active_days_30d | not_equals: 3 | coalesce(`active_days_30d` <> 3, false)",
        "active_days_30d | not_equals: 2.5 | `active_days_30d` IS NOT NULL",
        "active_days_30d | in: [3, 2.5, 1] | coalesce(`active_days_30d` IN (1, 3), false)",
        "active_days_30d | not_in: [3, 2.5] | coalesce(`active_days_30d` NOT IN (3), false)",
        "active_days_30d | greater_than: 2.5 | coalesce(`active_days_30d` > 2, false)",
        "active_days_30d | greater_than: -2.5 | coalesce(`active_days_30d` > -3, false)",
        "active_days_30d | at_least: 2.5 | coalesce(`active_days_30d` >= 3, false)",
        "active_days_30d | less_than: 2.5 | coalesce(`active_days_30d` < 3, false)",
        "active_days_30d | at_most: 2.5 | coalesce(`active_days_30d` <= 2, false)",
        "active_days_30d | between: [0.5, 1e1] | coalesce(`active_days_30d` BETWEEN 1 AND 10,"
            + " false)",
        "active_days_30d | between: [3, 1e99] | coalesce(`active_days_30d` BETWEEN 3 AND"
            + " 2147483647, false)",
        "active_days_30d | is_empty: true | `active_days_30d` IS NULL",
        "active_days_30d | is_empty: false | `active_days_30d` IS NOT NULL",
        "feedback_count | at_least: 3000000000 | coalesce(`feedback_count` >= 3000000000, false)",
        "amount_paid_180d | equals: 5.10 | coalesce(`amount_paid_180d` = 5.1, false)",
        "amount_paid_180d | at_least: 5.101 | coalesce(`amount_paid_180d` >= 5.11, false)",
        "amount_paid_180d | at_most: 5.109 | coalesce(`amount_paid_180d` <= 5.1, false)",
        "amount_paid_180d | not_equals: 5.109 | `amount_paid_180d` IS NOT NULL",
        "positive_review_pct | equals: 33.3 | coalesce(`positive_review_pct` = 33.3D, false)",
        "positive_review_pct | at_least: 1e2 | coalesce(`positive_review_pct` >= 100D, false)",
        "positive_review_pct | in: [0, 0.1] | coalesce(`positive_review_pct` IN (0D, 0.1D), false)",
        "positive_review_pct | between: [50, 66.6] | coalesce(`positive_review_pct` BETWEEN 50D AND"
            + " 66.6D, false)",
        "have_gateway | equals: true | coalesce(`have_gateway`, false)",
        "have_gateway | equals: false | coalesce(NOT `have_gateway`, false)",
        "have_gateway | not_equals: true | coalesce(NOT `have_gateway`, false)",
        "have_gateway | not_equals: false | coalesce(`have_gateway`, false)",
      })
  void numbersAndFlags(String label, String criterion, String sql) {
    assertThat(filter(label, criterion)).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "before: 2026-03-01 | coalesce(X < TIMESTAMP '2026-02-28T18:00:00Z', false)",
        "after: 2026-03-01 | coalesce(X >= TIMESTAMP '2026-03-01T18:00:00Z', false)",
        "on: 2026-03-01 | coalesce((X >= TIMESTAMP '2026-02-28T18:00:00Z' AND X < TIMESTAMP"
            + " '2026-03-01T18:00:00Z'), false)",
        "between: [2026-03-01, 2026-03-02] | coalesce((X >= TIMESTAMP '2026-02-28T18:00:00Z' AND X"
            + " < TIMESTAMP '2026-03-02T18:00:00Z'), false)",
        "in_last_days: 1 | coalesce((X >= TIMESTAMP '2026-03-09T18:00:00Z' AND X < TIMESTAMP"
            + " '2026-03-10T18:00:00Z'), false)",
        "in_last_days: 30 | coalesce((X >= TIMESTAMP '2026-02-08T18:00:00Z' AND X < TIMESTAMP"
            + " '2026-03-10T18:00:00Z'), false)",
        "not_in_last_days: 30 | coalesce((X < TIMESTAMP '2026-02-08T18:00:00Z' OR X >= TIMESTAMP"
            + " '2026-03-10T18:00:00Z'), false)",
        "days_ago: [7, 1] | coalesce((X >= TIMESTAMP '2026-03-02T18:00:00Z' AND X < TIMESTAMP"
            + " '2026-03-09T18:00:00Z'), false)",
        "days_ago: [0, 0] | coalesce((X >= TIMESTAMP '2026-03-09T18:00:00Z' AND X < TIMESTAMP"
            + " '2026-03-10T18:00:00Z'), false)",
        "in_next_days: 2 | coalesce((X >= TIMESTAMP '2026-03-10T18:00:00Z' AND X < TIMESTAMP"
            + " '2026-03-12T18:00:00Z'), false)",
        "after: 9999-12-31 | coalesce(X >= TIMESTAMP '9999-12-31T18:00:00Z', false)",
        "is_empty: true | X IS NULL",
        "is_empty: false | X IS NOT NULL",
      })
  void times(String criterion, String sql) {
    assertThat(filter("registered_at", criterion)).isEqualTo(sql.replace("X", "`registered_at`"));
  }

  /** The SQL of the one criterion, without the population. */
  private String filter(String label, String criterion) {
    String text =
        "name: X\ninclude_deleted: true\nmatch:\n  - label: " + label + "\n    " + criterion;
    List<CompiledSegment> compiled = Worlds.compile(folder, Map.of("x.yaml", text + "\n"));
    String start = "(\n  ";
    String end = " -- x.yaml:4\n)";
    assertThat(compiled.get(0).filterSql()).startsWith(start).endsWith(end);
    String sql = compiled.get(0).filterSql();
    return sql.substring(start.length(), sql.length() - end.length());
  }
}
