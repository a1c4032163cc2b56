package io.dailysegments.core.block;

import io.dailysegments.core.activity.Metric;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/** Writes the metrics of a row as tests write it in the form of packed metrics, by its words. */
final class PackedRow {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** How many metrics are 0 since the last that is not. */
  private int passed;

  private PackedRow() {}

  /** Sets the metrics of a row of a block, out of bytes that have others around them. */
  static void set(Block block, int number, BlockPlan plan, Map<String, Object> row) {
    PackedRow packed = new PackedRow();
    packed.bytes.write(number);
    packed.add(plan, row);
    int length = packed.bytes.size() - 1;
    packed.bytes.write(number);
    block.setMetrics(number, packed.bytes.toByteArray(), 1, length);
  }

  private void add(BlockPlan plan, Map<String, Object> row) {
    for (int place = 0; place < plan.metrics().size(); place++) {
      Metric metric = plan.metrics().get(place);
      Object value = row.getOrDefault(metric.column(), 0);
      int scale = BlockColumn.metric(metric).type().scale();
      add(new BigDecimal(value.toString()).setScale(scale).unscaledValue());
    }
  }

  private void add(BigInteger number) {
    if (number.signum() == 0) {
      passed++;
      return;
    }
    if (number.bitLength() < Long.SIZE) {
      long value = number.longValue();
      varint(passed * 2L);
      varint((value << 1) ^ (value >> 63));
    } else {
      byte[] all = number.toByteArray();
      varint(passed * 2L + 1);
      varint(all.length);
      bytes.writeBytes(all);
    }
    passed = 0;
  }

  private void varint(long value) {
    long rest = value;
    for (; rest < 0 || rest > 0x7f; rest >>>= 7) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
    }
    bytes.write((int) rest);
  }
}
