package io.dailysegments.core.rule;

import io.dailysegments.core.sql.SqlExpression;
import io.dailysegments.core.sql.SqlExpression.Comparison;
import io.dailysegments.core.sql.SqlText;

/** The conditions that every segment has beside its rule, and the labels that they read. */
public final class PopulationSql {
  /** The label, a text, by which deleted accounts are told. */
  public static final String USER_TYPE = "user_type";

  /** The value of {@link #USER_TYPE} for a deleted account. */
  public static final String DELETED = "deleted";

  /** The label, a boolean, that consent goes by. */
  public static final String ACCEPT_MARKETING = "accept_marketing";

  private PopulationSql() {}

  /** Whether a user is in the population; a user of unknown type is. */
  static String population(SegmentDefinition definition) {
    String notDeleted =
        SqlExpression.compare(
            SqlText.identifier(USER_TYPE), Comparison.NOT_EQUAL, SqlText.string(DELETED));
    return definition.includeDeleted() ? SqlText.bool(true) : SqlExpression.orTrue(notDeleted);
  }

  /** Whether a user accepts marketing. */
  static String consent() {
    return SqlExpression.orFalse(SqlText.identifier(ACCEPT_MARKETING));
  }
}
