package io.dailysegments.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlFieldsTest {

  private final Problems problems = new Problems();

  @Test
  void valuesOfTheExpectedTypeAreFound() {
    YamlFields fields = fields("t: x\ni: 7\nn: 0.50\nb: true\nl: [a, 'b']\nm: {k: v}\n");

    assertThat(fields.requireText("t")).hasValue("x");
    assertThat(fields.findInteger("i", 0, 7)).hasValue(7);
    assertThat(fields.findNumber("n")).hasValue(new BigDecimal("0.50"));
    assertThat(fields.findNumber("i")).hasValue(new BigDecimal("7"));
    assertThat(fields.findBoolean("b")).hasValue(true);
    assertThat(fields.findTexts("l")).hasValue(List.of("a", "b"));
    assertThat(fields.findFields("m").orElseThrow().findText("k")).hasValue("v");
    assertThat(fields.position("m")).isEqualTo(new SourcePosition("f.yaml", 6, 4));
    assertThat(messages()).isEmpty();
  }

  @Test
  void absentOptionalValuesAreNoProblem() {
    YamlFields fields = fields("a: x");

    assertThat(fields.findText("b")).isEmpty();
    assertThat(fields.findInteger("b", 0, 1)).isEmpty();
    assertThat(fields.findTexts("b")).isEmpty();
    assertThat(fields.findFields("b")).isEmpty();
    assertThat(fields.position("b")).isEqualTo(new SourcePosition("f.yaml", 1, 1));
    assertThat(messages()).isEmpty();
  }

  @Test
  void anAbsentObligatoryTextIsAProblem() {
    assertThat(fields("a: x").requireText("name")).isEmpty();
    assertThat(messages()).containsExactly("f.yaml:1:1: 'name' is missing");
  }

  @Test
  void aBlankObligatoryTextIsAProblem() {
    YamlFields fields = fields("name: ' '");

    assertThat(fields.requireText("name")).isEmpty();
    assertThat(fields.findText("name")).hasValue(" ");
    assertThat(messages())
        .containsExactly("f.yaml:1:7: 'name' is empty: write a text, or leave the key out");
  }

  @Test
  void valuesOfAnotherTypeSayWhatWasExpectedAndWhatStandsThere() {
    YamlFields fields =
        fields("t: 5.10\ni: x\nj: 8\nk: 1.5\nn: .inf\nb: yes\nl: {}\nm: []\nx: [a, 1, [b]]\ny:\n");

    fields.findText("t");
    fields.findInteger("i", 0, 7);
    fields.findInteger("j", 0, 7);
    fields.findInteger("k", 1, Integer.MAX_VALUE);
    fields.findNumber("n");
    fields.findBoolean("b");
    fields.findList("l");
    fields.findMap("m");
    assertThat(fields.findTexts("x")).hasValue(List.of("a"));
    fields.findText("y");

    assertThat(messages())
        .containsExactly(
            "f.yaml:1:4: 't' must be text, not 5.10: write it in quotes, '5.10'",
            "f.yaml:2:4: 'i' must be a whole number from 0 to 7, not 'x'",
            "f.yaml:3:4: 'j' must be a whole number from 0 to 7, not 8",
            "f.yaml:4:4: 'k' must be a whole number of at least 1, not 1.5",
            "f.yaml:5:4: 'n' must be a number, not .inf",
            "f.yaml:6:4: 'b' must be true or false, not 'yes'",
            "f.yaml:7:4: 'l' must be a list, not a map",
            "f.yaml:8:4: 'm' must be a map, not a list",
            "f.yaml:9:8: 'x' must be text, not 1: write it in quotes, '1'",
            "f.yaml:9:11: 'x' must be text, not a list",
            "f.yaml:10:3: 'y' must be text, not nothing");
  }

  @Test
  void aLongValueIsShownByItsBeginning() {
    fields("b: |\n  first\n  second\nc: " + "x".repeat(90)).findBoolean("b");
    fields("c: " + "x".repeat(90)).findBoolean("c");

    assertThat(messages())
        .containsExactly(
            "f.yaml:1:4: 'b' must be true or false, not 'first\\nsecond\\n'",
            "f.yaml:1:4: 'c' must be true or false, not '" + "x".repeat(80) + "…'");
  }

  @Test
  void unknownKeysNameTheNearestKnownOne() {
    fields("zoen: x\nqqqqqqqqq: y\nzone: z\n").refuseUnknown(List.of("zone", "lists"));

    assertThat(messages())
        .containsExactly(
            "f.yaml:1:1: unknown key 'zoen'. Did you mean 'zone'?",
            "f.yaml:2:1: unknown key 'qqqqqqqqq'. Known are: zone, lists.");
  }

  private YamlFields fields(String text) {
    YamlMap map = (YamlMap) YamlReader.read("f.yaml", text, problems).orElseThrow();
    return new YamlFields(map, problems);
  }

  private List<String> messages() {
    return problems.errors().stream().map(Problem::toString).toList();
  }
}
