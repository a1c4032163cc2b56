package io.dailysegments.core.catalog;

import java.io.Serializable;
import java.util.Objects;

/**
 * The type of a label's column.
 *
 * @param kind what the values are
 * @param precision digits in all, of a decimal; else 0
 * @param scale digits behind the point, of a decimal; else 0
 */
public record LabelType(Kind kind, int precision, int scale) implements Serializable {

  /** What the values of a label are. */
  public enum Kind {
    STRING,
    BOOLEAN,
    INT,
    BIGINT,
    DOUBLE,
    DECIMAL,
    TIMESTAMP;

    /** Whether the number operators of the rule language apply. */
    public boolean isNumber() {
      return this == INT || this == BIGINT || this == DOUBLE || this == DECIMAL;
    }
  }

  public LabelType {
    Objects.requireNonNull(kind, "kind");
  }

  /** The name of the type in Spark SQL, such as {@code decimal(28,2)}. */
  public String sqlName() {
    return kind == Kind.DECIMAL
        ? "decimal(" + precision + "," + scale + ")"
        : kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
