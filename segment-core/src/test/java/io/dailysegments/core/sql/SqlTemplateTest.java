package io.dailysegments.core.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlTemplateTest {
  private static final Map<String, String> X = Map.of("x", "1");

  @Test
  void namesAreReplacedWhereverTheyStand() {
    assertThat(SqlTemplate.bind("f(:x,:x)+:x", X)).isEqualTo("f(1,1)+1");
    assertThat(SqlTemplate.bind("a[:x]", X)).isEqualTo("a[1]");
    assertThat(SqlTemplate.bind(":x", Map.of("x", ":x"))).isEqualTo(":x");
  }

  @Test
  void quotedOnesAndCommentsAreLeftAlone() {
    assertUntouched("':x'");
    assertUntouched("'it''s :x'");
    assertUntouched("'it\\'s :x'");
    assertUntouched("\":x \\\" :x\"");
    assertUntouched("`:x``:x`");
    assertUntouched("a -- :x");
    assertUntouched("-- a \\\n :x");
    assertUntouched("/* :x /* :x */ :x */");
    assertUntouched("'open :x");
  }

  @Test
  void whatFollowsThemIsReplacedAgain() {
    assertThat(SqlTemplate.bind("'a'':x' || :x -- :x\n + :x", X))
        .isEqualTo("'a'':x' || 1 -- :x\n + 1");
    assertThat(SqlTemplate.bind("r'\\' || :x", X)).isEqualTo("r'\\' || 1");
    assertThat(SqlTemplate.bind("'\\\\' || :x", X)).isEqualTo("'\\\\' || 1");
    assertThat(SqlTemplate.bind("/* /* */ */ :x", X)).isEqualTo("/* /* */ */ 1");
  }

  @Test
  void castsAndOtherColonsAreNoNames() {
    assertUntouched("a::int");
    assertUntouched("a::x");
    assertUntouched("a : x :1 :");
  }

  @Test
  void unknownNamesAreNamed() {
    assertThatThrownBy(() -> SqlTemplate.bind("a + :y", X))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown name ':y'");
  }

  @Test
  void namesComeInOrderOfAppearance() {
    assertThat(SqlTemplate.names(":b + :a_1 - ':c' + :b")).containsExactly("b", "a_1");
  }

  @Test
  void wordsAreBareNames() {
    assertThat(SqlTemplate.words("CASE WHEN users.a > `b` THEN c + :d ELSE 'e' END"))
        .containsExactly("CASE", "WHEN", "users", "THEN", "c", "ELSE", "END");
  }

  private static void assertUntouched(String sql) {
    assertThat(SqlTemplate.bind(sql, X)).isEqualTo(sql);
    assertThat(SqlTemplate.names(sql)).isEmpty();
  }
}
