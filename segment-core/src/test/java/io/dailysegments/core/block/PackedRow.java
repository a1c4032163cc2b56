package io.dailysegments.core.block;

import io.dailysegments.core.activity.Metric;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/** Writes the metrics of a row as tests write it in the form of packed metrics, by its words. */
final class PackedRow {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private PackedRow() {}

  static byte[] of(BlockPlan plan, Map<String, Object> row) {
    PackedRow packed = new PackedRow();
    for (int place = plan.metrics().size() - 1; place >= 0; place--) { // in any order
      Metric metric = plan.metrics().get(place);
      Object value = row.getOrDefault(metric.column(), 0);
      int scale = BlockColumn.metric(metric).type().scale();
      packed.add(place, new BigDecimal(value.toString()).setScale(scale).unscaledValue());
    }
    return packed.bytes.toByteArray();
  }

  private void add(int place, BigInteger number) {
    if (number.signum() == 0) {
      return;
    }
    if (number.bitLength() < Long.SIZE) {
      long value = number.longValue();
      varint(place * 2L);
      varint((value << 1) ^ (value >> 63));
    } else {
      byte[] all = number.toByteArray();
      varint(place * 2L + 1);
      varint(all.length);
      bytes.writeBytes(all);
    }
  }

  private void varint(long value) {
    long rest = value;
    for (; rest < 0 || rest > 0x7f; rest >>>= 7) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
    }
    bytes.write((int) rest);
  }
}
