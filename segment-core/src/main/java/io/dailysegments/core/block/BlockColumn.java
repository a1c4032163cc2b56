package io.dailysegments.core.block;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.catalog.LabelType.Kind;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/**
 * A column that a plan reads.
 *
 * @param name of the label, {@link Metric#column()} of the metric, or {@link #USER_ID_NAME}
 * @param type of the label; {@code bigint}, {@code int} or {@code decimal(38,10)} of a metric;
 *     {@code string} of the user id
 */
public record BlockColumn(String name, Origin origin, LabelType type)
    implements Comparable<BlockColumn>, Serializable {
  /** The name of the column of user ids. */
  public static final String USER_ID_NAME = "user_id";

  private static final Comparator<BlockColumn> ORDER =
      Comparator.comparing(BlockColumn::origin)
          .thenComparing(BlockColumn::name)
          .thenComparing(column -> column.type().sqlName());

  /** What a column holds. */
  public enum Origin {
    /** A label; one that is not set has no value. */
    LABEL,
    /** A metric; one that is not set is 0. */
    METRIC,
    /** The id of the user, which is looked up in lists. */
    USER_ID
  }

  public BlockColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(type, "type");
  }

  static BlockColumn label(String name, LabelType type) {
    return new BlockColumn(name, Origin.LABEL, type);
  }

  /**
   * The column of a metric that a behaviour criterion can have.
   *
   * @throws IllegalArgumentException for one that is no number
   */
  static BlockColumn metric(Metric metric) {
    LabelType type = metric.measure().accept(new MeasureType());
    return new BlockColumn(metric.column(), Origin.METRIC, type);
  }

  static BlockColumn userId() {
    return new BlockColumn(USER_ID_NAME, Origin.USER_ID, new LabelType(Kind.STRING, 0, 0));
  }

  /** Labels by name, then metrics by name, then the user id. */
  @Override
  public int compareTo(BlockColumn other) {
    return ORDER.compare(this, other);
  }
}
