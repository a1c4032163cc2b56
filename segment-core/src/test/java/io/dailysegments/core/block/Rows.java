package io.dailysegments.core.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Fills blocks from rows as tests write them: values by the name of the column, as String, Boolean,
 * Integer, Long, Double, BigDecimal or Instant; none if the name is not there.
 */
final class Rows {
  private Rows() {}

  /** Fills the block anew; every other row leaves missing values unset. */
  static void fill(BlockEvaluator evaluator, BlockProgram program, List<Map<String, Object>> rows) {
    Block block = evaluator.block();
    block.clear();
    for (Map<String, Object> row : rows) {
      int number = block.addRow();
      boolean leaveUnset = number % 2 == 0;
      set(evaluator, program, number, row, leaveUnset);
    }
  }

  /** Sets every value of a row. */
  static void set(
      BlockEvaluator evaluator, BlockProgram program, int number, Map<String, Object> row) {
    set(evaluator, program, number, row, false);
  }

  private static void set(
      BlockEvaluator evaluator,
      BlockProgram program,
      int number,
      Map<String, Object> row,
      boolean leaveUnset) {
    for (int i = 0; i < program.columns().size(); i++) {
      BlockColumn column = program.columns().get(i);
      BlockVector vector = evaluator.block().vectors().get(i);
      if (row.containsKey(column.name())) {
        vector.accept(new Writer(number, row.get(column.name()), column.type().scale()));
      } else if (!leaveUnset) {
        vector.setMissing(number);
      }
    }
  }

  /**
   * The numbers of the rows that are members of a segment, in one evaluation of all rows; the same
   * if words are full of each row, which are evaluated in another way than few rows.
   */
  static List<Integer> members(BlockPlan plan, String id, List<Map<String, Object>> rows) {
    BlockEvaluator evaluator = plan.program().newEvaluator();
    int segment = plan.program().segmentIds().indexOf(id);
    fill(evaluator, plan.program(), rows);
    List<Integer> members = members(evaluator.evaluate(), segment);
    for (int row = 0; row < rows.size(); row++) {
      fill(evaluator, plan.program(), Collections.nCopies(Long.SIZE, rows.get(row)));
      assertThat(members(evaluator.evaluate(), segment))
          .as("%d times %s", Long.SIZE, rows.get(row))
          .hasSize(members.contains(row) ? Long.SIZE : 0);
    }
    return members;
  }

  static List<Integer> members(BlockMembers members, int segment) {
    List<Integer> rows = new ArrayList<>();
    for (int row = members.next(segment, 0); row >= 0; row = members.next(segment, row + 1)) {
      rows.add(row);
    }
    return rows;
  }

  private record Writer(int row, Object value, int scale) implements BlockVector.Visitor<Void> {
    @Override
    public Void flag(FlagVector vector) {
      if ((Boolean) value) {
        vector.setTrue(row);
      } else {
        vector.setFalse(row);
      }
      return null;
    }

    @Override
    public Void whole(LongVector vector) {
      vector.set(
          row,
          value instanceof Instant time
              ? time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000
              : ((Number) value).longValue());
      return null;
    }

    @Override
    public Void floating(DoubleVector vector) {
      vector.set(row, (Double) value);
      return null;
    }

    @Override
    public Void decimal(DecimalVector vector) {
      BigDecimal decimal = ((BigDecimal) value).setScale(scale);
      byte[] bytes = decimal.unscaledValue().toByteArray();
      if (decimal.precision() <= 18) {
        vector.set(row, decimal.unscaledValue().longValueExact());
      } else if (row % 2 == 0) {
        vector.set(row, decimal.unscaledValue());
      } else {
        vector.set(row, bytes, 0, bytes.length);
      }
      return null;
    }

    @Override
    public Void text(TextVector vector) {
      byte[] bytes = ("<" + value + ">").getBytes(StandardCharsets.UTF_8);
      vector.set(row, bytes, 1, bytes.length - 2);
      return null;
    }

    @Override
    public Void userId(UserIdVector vector) {
      byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
      vector.set(row, bytes, 0, bytes.length);
      return null;
    }
  }
}
