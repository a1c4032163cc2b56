package io.dailysegments.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ShownTest {

  @Test
  void whatCannotBeSeenIsWrittenOut() {
    assertThat(Shown.of("a\nb\r\tc")).isEqualTo("a\\nb\\r\\tc");
    assertThat(Shown.of("\u001b[31mred\u0000\u007f\u0085"))
        .isEqualTo("\\u001b[31mred\\u0000\\u007f\\u0085");
    assertThat(Shown.of("\u2028\u2029")).isEqualTo("\\u2028\\u2029");
    assertThat(Shown.of("\u200e\u200f\u061c\u202a\u202e\u2066\u2069"))
        .isEqualTo("\\u200e\\u200f\\u061c\\u202a\\u202e\\u2066\\u2069");
    assertThat(Shown.of("\uFEFF\u200B")).isEqualTo("\\ufeff\\u200b");
    assertThat(Shown.of("x\uD800y\uDC00")).isEqualTo("x\\ud800y\\udc00");
  }

  @Test
  void whatCanBeSeenStaysAsItIs() {
    assertThat(Shown.of("Ünïcode 家 😀 'q' \"q\" `q` \\n ${x} שלום"))
        .isEqualTo("Ünïcode 家 😀 'q' \"q\" `q` \\n ${x} שלום");
  }

  @Test
  void alongTextEndsWithAnEllipsis() {
    assertThat(Shown.of("x".repeat(80))).isEqualTo("x".repeat(80));
    assertThat(Shown.of("x".repeat(81))).isEqualTo("x".repeat(80) + "…");
    assertThat(Shown.of("😀".repeat(80))).isEqualTo("😀".repeat(80));
    assertThat(Shown.of("😀".repeat(81))).isEqualTo("😀".repeat(80) + "…");
    assertThat(Shown.of("x".repeat(1_000_000))).hasSize(81);
  }

  @Test
  void whatIsShownIsLeftAsItIs() {
    String once = Shown.of("a\u202E\n" + "x".repeat(50));

    assertThat(Shown.of(once)).isEqualTo(once);
  }

  @Test
  void aProblemIsOneLineWhateverItSays() {
    SourcePosition position = new SourcePosition("a\nb.yaml", 1, 2);

    assertThat(new Problem(position, "no\u001b[2J value").toString())
        .isEqualTo("a\\nb.yaml:1:2: no\\u001b[2J value");
  }
}
