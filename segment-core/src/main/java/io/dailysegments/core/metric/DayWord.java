package io.dailysegments.core.metric;

import static io.dailysegments.core.sql.SqlExpression.call;

import io.dailysegments.core.sql.SqlExpression;
import io.dailysegments.core.sql.SqlText;
import io.dailysegments.core.time.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * At most 64 days in a row, one bit each: distinct days are counted as the bits of a word, which
 * needs no set per user and merges by OR.
 */
record DayWord(DayRange days, boolean alone) {
  private static final int BITS = 64;

  /** The words that hold the days, in order. */
  static List<DayWord> covering(DayRange days) {
    List<DayWord> words = new ArrayList<>();
    boolean alone = days.size() <= BITS;
    for (LocalDate from = days.from(); !from.isAfter(days.to()); from = from.plusDays(BITS)) {
      LocalDate last = from.plusDays(BITS - 1L);
      LocalDate to = last.isAfter(days.to()) ? days.to() : last;
      words.add(new DayWord(new DayRange(from, to), alone));
    }
    return words;
  }

  /**
   * The number of days of the word, 0 without any, on which the condition (which holds in no other
   * word's) holds.
   */
  String countSql(String condition, String day) {
    String from = SqlText.date(days.from());
    String within = SqlExpression.between(day, from, SqlText.date(days.to()));
    String holds = alone ? condition : SqlExpression.and(condition, within);
    String bit = call("shiftleft", "1L", call("date_diff", day, from));
    String set = call("bit_or", SqlExpression.when(holds, bit));
    return call("coalesce", call("bit_count", set), SqlText.number(BigDecimal.ZERO));
  }
}
