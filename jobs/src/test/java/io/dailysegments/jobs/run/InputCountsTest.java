package io.dailysegments.jobs.run;

import static io.dailysegments.core.input.InputName.FEEDBACK;
import static io.dailysegments.core.input.InputName.REVIEWS;
import static io.dailysegments.core.input.InputName.SERVICE_ORDERS;
import static io.dailysegments.core.input.InputName.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.jobs.stage.CheckRows;
import io.dailysegments.jobs.testing.SparkTest;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Inputs with more and fewer optional columns are counted together, each by its own. */
class InputCountsTest extends SparkTest {

  private static final String USER =
      "{'user_id':'%s','account_type':'%s','registered_at':null,'deleted_at':null,"
          + "'registration_method':null,'email':null,'phone':null,'accepts_marketing':'%s'}";
  private static final String ORDER =
      "{'order_id':'%s','user_id':'u','service':'s','amount':'%s','created_at':'2026-03-01T00:00:00Z',"
          + "'completed_at':null,'expires_at':'%s','is_renewal':'%s'}";
  private static final String FEEDBACK_ROW =
      "{'feedback_id':'f','user_id':'u','created_at':'2026-03-01T00:00:00Z','resolved_at':'never'}";
  private static final String REVIEW =
      "{'review_id':'r','user_id':'u','created_at':'2026-03-01T00:00:00Z','rating':'neutral'}";

  private final Map<InputName, Dataset<Row>> checked = new EnumMap<>(InputName.class);

  private void add(InputName name, Dataset<Row> rows) {
    checked.put(name, CheckRows.check(InputSchema.of(name), rows));
  }

  @Test
  void countsEachInputByItsOwnColumns() {
    add(
        USERS,
        rows(
            USER.formatted("a", "guest", "maybe"), // used, without what can't be read
            USER.formatted("b", "stranger", "perhaps"), // refused
            USER.formatted("", "guest", "true"), // refused
            USER.formatted("c", "registered", "false")));
    add(
        SERVICE_ORDERS,
        rows(
            ORDER.formatted("1", "-1", "soon", "true"), // refused
            ORDER.formatted("2", "1", "later", "maybe")));
    add(FEEDBACK, rows(FEEDBACK_ROW, FEEDBACK_ROW)); // the second once more
    add(REVIEWS, rows(REVIEW).limit(0));

    Map<InputName, InputCounts> counts = InputCounts.of(checked);
    assertThat(counts).containsOnlyKeys(USERS, SERVICE_ORDERS, FEEDBACK);
    InputCounts users = counts.get(USERS);
    assertThat(users.rows()).isEqualTo(4);
    assertThat(users.refused()).isEqualTo(Map.of("unknown_value", 1L, "null_key", 1L));
    assertThat(users.unparsable()).isEqualTo(Map.of("accepts_marketing", 2L)); // its last
    InputCounts orders = counts.get(SERVICE_ORDERS);
    assertThat(orders.rows()).isEqualTo(2);
    assertThat(orders.refused()).isEqualTo(Map.of("negative", 1L));
    assertThat(orders.unparsable()).isEqualTo(Map.of("expires_at", 2L, "is_renewal", 1L));
    InputCounts feedback = counts.get(FEEDBACK);
    assertThat(feedback.rows()).isEqualTo(2);
    assertThat(feedback.refused()).isEqualTo(Map.of("duplicate", 1L));
    assertThat(feedback.unparsable()).isEqualTo(Map.of("resolved_at", 2L)); // its only one
    assertThat(feedback.warnings())
        .containsExactly(
            "input 'feedback': 1 of 2 rows refused: duplicate",
            "input 'feedback': 2 values of resolved_at can't be read");
  }
}
