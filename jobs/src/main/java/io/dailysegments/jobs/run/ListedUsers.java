package io.dailysegments.jobs.run;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.dailysegments.core.list.UserList;
import io.dailysegments.core.rule.CompiledSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The users of imported lists as a relation that measured users are joined with. */
final class ListedUsers {

  private static final StructType SCHEMA =
      new StructType()
          .add("user_id", StringType, false)
          .add(CompiledSegment.LISTS_COLUMN, createArrayType(StringType, false), false);

  private ListedUsers() {}

  /**
   * One row a user with the names of the lists that the user is on.
   *
   * @return empty if no segment reads a list
   */
  static Optional<Dataset<Row>> relation(SparkSession session, List<CompiledSegment> segments) {
    SortedMap<String, UserList> lists = new TreeMap<>();
    segments.forEach(segment -> lists.putAll(segment.lists()));
    if (lists.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> namesByUser = new TreeMap<>();
    for (UserList list : lists.values()) {
      list.userIds()
          .forEach(
              user -> namesByUser.computeIfAbsent(user, any -> new ArrayList<>()).add(list.name()));
    }
    List<Row> rows = new ArrayList<>();
    namesByUser.forEach((user, names) -> rows.add(RowFactory.create(user, names.toArray())));
    return Optional.of(session.createDataFrame(rows, SCHEMA));
  }
}
