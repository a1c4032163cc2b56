package io.dailysegments.jobs.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.repeat;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.jobs.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class KeptRowsTest extends SparkTest {

  /** Of many lengths; one in a thousand is longer than a page. */
  private static Dataset<Row> rows(int count) {
    return session()
        .range(0, count, 1, 3)
        .withColumn("long", when(col("id").mod(lit(1000)).equalTo(lit(7)), lit(700_000)))
        .withColumn("text", repeat(lit("ab"), functions.coalesce(col("long"), col("id").mod(97))))
        .withColumn("nothing", lit(null).cast("decimal(38,2)"))
        .withColumn("sum", col("id").cast("decimal(38,2)").divide(lit(4)))
        .drop("long");
  }

  @Test
  void keptRowsAreThoseThatWereComputed() {
    Dataset<Row> rows = rows(20_000);
    try (KeptRows kept = KeptRows.of(rows)) {
      assertThat(kept.rows().schema()).isEqualTo(rows.schema());
      assertThat(kept.rows().exceptAll(rows).count()).isZero();
      assertThat(rows.exceptAll(kept.rows()).count()).isZero();
      assertThat(kept.rows().filter("length(text) = 1400000").count()).isEqualTo(20);
    }
  }

  @Test
  void noRowsCanBeKept() {
    try (KeptRows kept = KeptRows.of(rows(10).filter("id < 0"))) {
      assertThat(kept.rows().collectAsList()).isEmpty();
      assertThat(kept.rows().agg(functions.sum("id")).head().isNullAt(0)).isTrue();
    }
  }

  @Test
  void keptRowsOfKeptRowsAreTheSame() {
    try (KeptRows kept = KeptRows.of(rows(3_000));
        KeptRows again = KeptRows.of(kept.rows())) {
      assertThat(again.rows().exceptAll(kept.rows()).count()).isZero();
      assertThat(again.rows().count()).isEqualTo(3_000);
    }
  }

  /** Some expressions ask for settings in tasks, when they give their first value. */
  @Test
  void rowsAreComputedWithTheSettingsOfTheSession() {
    String interpreted = "spark.sql.codegen.factoryMode";
    String wholeStage = "spark.sql.codegen.wholeStage";
    String before = session().conf().get(wholeStage);
    session().conf().set(interpreted, "NO_CODEGEN");
    session().conf().set(wholeStage, "false");
    Dataset<Row> rows =
        session()
            .range(3)
            .selectExpr("map_from_arrays(array(id, id), array('first', 'last'))[id] AS value");
    try (KeptRows kept = KeptRows.of(rows)) {
      assertThat(kept.rows().distinct().collectAsList()).containsExactly(RowFactory.create("last"));
    } finally {
      session().conf().unset(interpreted);
      session().conf().set(wholeStage, before);
    }
  }

  @Test
  void nothingIsKeptAfterwards() {
    int before = session().sparkContext().getPersistentRDDs().size();
    try (KeptRows kept = KeptRows.of(rows(100))) {
      assertThat(kept.rows().count()).isEqualTo(100);
      assertThat(session().sparkContext().getPersistentRDDs().size()).isEqualTo(before + 1);
    }
    Dataset<Row> failing = rows(100).withColumn("fails", functions.raise_error(lit("no")));
    assertThatThrownBy(() -> KeptRows.of(failing)).hasMessageContaining("no");
    assertThat(session().sparkContext().getPersistentRDDs().size()).isEqualTo(before);
  }
}
