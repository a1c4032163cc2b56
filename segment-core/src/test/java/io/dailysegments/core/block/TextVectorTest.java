package io.dailysegments.core.block;

import static io.dailysegments.core.block.Rules.everyAccount;
import static io.dailysegments.core.block.Rules.label;
import static io.dailysegments.core.block.Rules.plan;
import static io.dailysegments.core.block.Rules.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.condition.TextCondition.Operator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextVectorTest {
  private final BlockPlan plan =
      plan(
          List.of(
              everyAccount("odd", label("s", Rules.STRING, text(Operator.ENDS_WITH, "1"))),
              everyAccount("one", label("s", Rules.STRING, text(Operator.EQUALS, "77")))));

  @Test
  void textsAreForgottenBetweenBlocksOnceThereAreTooMany() {
    BlockEvaluator evaluator = plan.program().newEvaluator();
    Block block = evaluator.block();
    TextVector vector = (TextVector) block.vectors().get(0);
    int greatest = 0;
    for (int n = 0; n < 30 * Block.MAX_ROWS; n++) {
      set(vector, block.addRow(), String.valueOf(n));
      if (block.isFull()) {
        BlockMembers members = evaluator.evaluate();
        assertThat(members.count(0)).isEqualTo(ending(n + 1) - ending(n + 1 - Block.MAX_ROWS));
        assertThat(members.count(1)).isEqualTo(n < Block.MAX_ROWS ? 1 : 0);
        greatest = Math.max(greatest, vector.texts().size());
        block.clear();
      }
    }

    assertThat(greatest).isBetween(10_000, 16_384 + Block.MAX_ROWS);
  }

  @Test
  void aLongTextIsNotKept() {
    Block block = plan.program().newEvaluator().block();
    TextVector vector = (TextVector) block.vectors().get(0);
    set(vector, block.addRow(), "x".repeat(2_000_000));
    assertThat(vector.texts().length()).isEqualTo(2_000_000);
    block.clear();
    assertThat(vector.texts().length()).isZero();
  }

  /** How many numbers from 0 to less than one end with 1. */
  private static int ending(int end) {
    return (end + 8) / 10;
  }

  private static void set(TextVector vector, int row, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    vector.set(row, bytes, 0, bytes.length);
  }
}
