package io.dailysegments.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.input.InputColumn;
import io.dailysegments.core.input.InputType;
import io.dailysegments.jobs.testing.SparkTest;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locale")
class ReadValuesTest extends SparkTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "2026-03-01T10:20:30Z,             2026-03-01 10:20:30",
        "2026-03-01 10:20:30,              2026-03-01 10:20:30",
        "2026-03-01T10:20:30.1,            2026-03-01 10:20:30.1",
        "2026-03-01T10:20:30.123456789Z,   2026-03-01 10:20:30.123456",
        "2026-03-01T10:20:30.999999999,    2026-03-01 10:20:30.999999",
        "2026-03-01T10:20:30+05:30,        2026-03-01 04:50:30",
        "2026-03-01T10:20:30-0330,         2026-03-01 13:50:30",
        "2026-03-01T10:20:30.1234567+0100, 2026-03-01 09:20:30.123456",
        "2026-03-01T10:20,                 2026-03-01 10:20:00",
        "2026-03-01 10:20Z,                2026-03-01 10:20:00",
        "2026-03-01 10:20+01:00,           2026-03-01 09:20:00",
        "2026-03-01,                       null",
        "2026-3-1T10:20:30Z,               null",
        "2026-03-01T10:20:30 Europe/Berlin,null",
        "2026-02-30T10:20:30Z,             null",
        "2026-03-01T24:00:00Z,             null",
        "2026-03-01T10:20:30.1234567890Z,  null",
        "2026-03-01T10:20:30+25:00,        null",
        "20260301T102030Z,                 null",
        "nonsense,                         null"
      })
  void textTimestampsAreIsoInstants(String text, String instant) {
    assertThat(read(InputType.TIMESTAMP, text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "12.345, 12.35",
        "12.344, 12.34",
        "-12.345, -12.35",
        "1e3, 1000.00",
        "0.005, 0.01",
        "9999999999999999.99, 9999999999999999.99",
        "9999999999999999.995, null",
        "12 EUR, null",
        "1.2.3, null"
      })
  void amountsAreRoundedHalfUp(String text, String amount) {
    assertThat(read(InputType.DECIMAL, text)).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"3, 3", "-3, -3", "3.0, null", "2147483648, null", "x, null"})
  void wholeNumbersHaveNoFraction(String text, String number) {
    assertThat(read(InputType.INT, text)).isEqualTo(number);
  }

  @Test
  void aFractionInANumericColumnDoesNotFitAWholeNumber() {
    Dataset<Row> source =
        session().sql("SELECT * FROM VALUES (3.0D), (3.7D), (3000000000.0D) t(x)");
    assertThat(texts(read(InputType.INT, source), "v")).containsExactly("3", "null", "null");
  }

  @Test
  void aTypeWithoutACastHasNoValueThatFits() {
    Dataset<Row> source = session().sql("SELECT array(1) AS x");
    assertThat(texts(read(InputType.TIMESTAMP, source), "v")).containsExactly("null");
  }

  @Test
  void anEmptyTextIsNoValue() {
    assertThat(read(InputType.STRING, "")).isNull();
    assertThat(read(InputType.STRING, " ")).isEqualTo(" ");
  }

  @Test
  void propertiesKeepTheTextOfNumbersAndBooleans() {
    String json =
        "{\"a\": 1.50, \"b\": true, \"c\": \"x\", \"d\": null, \"e\": {\"f\": [1, 2]}, \"a2\": 1e2}";
    Map<String, String> read = JsonProperties.read(json);
    assertThat(read)
        .containsEntry("a", "1.50")
        .containsEntry("b", "true")
        .containsEntry("c", "x")
        .containsEntry("d", null)
        .containsEntry("e", "{\"f\": [1, 2]}")
        .containsEntry("a2", "1e2");
  }

  @ParameterizedTest
  @CsvSource(value = {"[1]", "nonsense", "'{\"a\": 1'", "'{\"a\": 1} 2'", "''", "1"})
  void whatIsNoJsonObjectHasNoProperties(String json) {
    assertThat(JsonProperties.read(json)).isNull();
  }

  @Test
  void aJsonObjectNestedWithoutEndHasNoProperties() {
    String deep = "{\"a\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    assertThat(JsonProperties.read(deep)).isNull();
    assertThat(JsonProperties.read("{\"a\": \"" + "x".repeat(10 << 20) + "\"}")).containsKey("a");
  }

  private static String read(InputType type, String text) {
    Dataset<Row> source = session().createDataset(List.of(text), Encoders.STRING()).toDF("x");
    return read(type, source).head().getString(0);
  }

  private static Dataset<Row> read(InputType type, Dataset<Row> source) {
    InputColumn column = new InputColumn("x", type, false, List.of());
    return source.select(
        ReadValues.read(column, source.schema().fields()[0].dataType()).cast("string").as("v"));
  }
}
