package io.dailysegments.core.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTextTest {
  @Test
  void stringsEscapeWhateverCouldEndOrChangeThem() {
    assertThat(SqlText.string("")).isEqualTo("''");
    assertThat(SqlText.string("it's")).isEqualTo("'it\\'s'");
    assertThat(SqlText.string("a\\")).isEqualTo("'a\\\\'");
    assertThat(SqlText.string("\\u0041")).isEqualTo("'\\\\u0041'");
    assertThat(SqlText.string("${x}")).isEqualTo("'\\u0024{x}'");
    assertThat(SqlText.string("a\n\t\0\u007F")).isEqualTo("'a\\u000A\\u0009\\u0000\\u007F'");
    assertThat(SqlText.string("\"`%_--/*")).isEqualTo("'\"`%_--/*'");
    assertThat(SqlText.string("家😀é")).isEqualTo("'家😀é'");
  }

  @Test
  void namesDoubleTheirBackTicksAndRefuseWhatHasNoEscape() {
    assertThat(SqlText.identifier("a b`c")).isEqualTo("`a b``c`");
    assertThatThrownBy(() -> SqlText.identifier("${x}"))
        .hasMessage("Cannot write an SQL name: '\\u0024{x}'");
    assertThatThrownBy(() -> SqlText.identifier("")).hasMessage("Cannot write an SQL name: ''");
  }

  @Test
  void daysAndInstantsAreTypedLiterals() {
    assertThat(SqlText.date(LocalDate.of(2026, 3, 1))).isEqualTo("DATE '2026-03-01'");
    assertThat(SqlText.timestamp(Instant.parse("2026-03-01T00:00:00Z")))
        .isEqualTo("TIMESTAMP '2026-03-01T00:00:00Z'");
    assertThat(SqlText.timestamp(Instant.parse("2026-03-01T23:59:59.000001999Z")))
        .isEqualTo("TIMESTAMP '2026-03-01T23:59:59.000001Z'");
    assertThat(SqlText.timestamp(Instant.parse("+10000-01-01T00:00:00Z")))
        .isEqualTo("TIMESTAMP '+10000-01-01T00:00:00Z'");
    assertThat(SqlText.timestamp(Instant.parse("0001-01-01T00:00:00Z")))
        .isEqualTo("TIMESTAMP '0001-01-01T00:00:00Z'");
  }

  @Test
  void numbersNeverHaveAnExponent() {
    assertThat(SqlText.number(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(SqlText.number(new BigDecimal("-5.100"))).isEqualTo("-5.1");
    assertThat(SqlText.number(new BigDecimal("0.00"))).isEqualTo("0");
    assertThat(SqlText.number(new BigDecimal("1E-7"))).isEqualTo("0.0000001");
    assertThat(SqlText.doubleNumber(new BigDecimal("0.1"))).isEqualTo("0.1D");
  }

  @Test
  void arraysHoldStrings() {
    assertThat(SqlText.array(List.of("a", "b'"))).isEqualTo("array('a', 'b\\'')");
    assertThat(SqlText.array(List.of())).isEqualTo("CAST(array() AS ARRAY<STRING>)");
  }

  @Test
  void commentsHoldNothingThatCouldEndThem() {
    assertThat(SqlComment.line("a.yaml:3")).isEqualTo("-- a.yaml:3");
    assertThat(SqlComment.line("a\nb\\${x}")).isEqualTo("-- a?b???x?");
  }
}
