package io.dailysegments.core.catalog;

import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.sql.SqlTemplate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code :names} in the SQL of a block: each must be one that the block defines or is given.
 */
final class BlockSql {

  /** What every block is given. */
  static final List<String> DAYS = List.of("data_date", "day_start", "day_end");

  /** What a label block with {@code window_days} is given besides. */
  static final String WINDOW_START = "window_start";

  private BlockSql() {}

  /**
   * Records a problem for every name that is neither defined nor given.
   *
   * @param own what the block defines
   */
  static void check(
      String sql, Collection<String> own, SourcePosition position, Problems problems) {
    Set<String> known = new TreeSet<>(own);
    known.addAll(DAYS);
    for (String name : SqlTemplate.names(sql)) {
      if (!known.contains(name)) {
        problems.error(position, "unknown name ':" + name + "'." + hint(name, known));
      }
    }
  }

  private static String hint(String name, Set<String> known) {
    if (name.equals(WINDOW_START)) {
      return " It needs 'window_days'.";
    }
    return NearestName.of(name, known).map(near -> " Did you mean ':" + near + "'?").orElse("");
  }
}
