package io.dailysegments.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Counts and changes by bits, where the segments of two days are not the same. */
class CompareSegmentsTest extends SparkTest {

  private static final StructType SCHEMA = StructType.fromDDL("user_id STRING, bits BINARY");

  /** Ten, so that bits take two bytes; c to h are one place further to the left than before. */
  private static final List<String> NOW = List.of("a", "c", "d", "e", "f", "g", "h", "i", "j", "x");

  private static final List<String> BEFORE =
      List.of("a", "b", "c", "d", "e", "f", "g", "h", "j", "k");

  private static UserSegments segments(List<String> ids, Map<String, String> segmentsOfUsers) {
    List<Row> rows = new ArrayList<>();
    segmentsOfUsers.forEach(
        (user, in) -> {
          byte[] bits = new byte[2];
          for (int i = 0; i < in.length(); i++) {
            int place = ids.indexOf(in.substring(i, i + 1));
            bits[place / 8] |= (byte) (1 << (place % 8));
          }
          rows.add(RowFactory.create(user, bits));
        });
    return new UserSegments(session().createDataFrame(rows, SCHEMA), ids);
  }

  private static Map<String, String> texts(Dataset<Row> rows) {
    Map<String, String> texts = new TreeMap<>();
    rows.collectAsList().forEach(row -> texts.put(row.getString(0), row.mkString("").substring(1)));
    return texts;
  }

  @Test
  void whoCameAndWhoLeftIsCountedBySegment() {
    UserSegments now = segments(NOW, Map.of("both", "acj", "came", "cdx", "same", "aj"));
    UserSegments before = segments(BEFORE, Map.of("both", "abd", "left", "cjk", "same", "aj"));

    Map<String, String> changes = texts(CompareSegments.compare(now, before));

    // entered, then exited; b, i, k and x are of one day only
    assertThat(changes)
        .containsExactly(
            Map.entry("a", "00"), // both and same stayed
            Map.entry("c", "21"), // both and came; left
            Map.entry("d", "11"), // came; both
            Map.entry("e", "00"),
            Map.entry("f", "00"),
            Map.entry("g", "00"),
            Map.entry("h", "00"),
            Map.entry("j", "11")); // both; left
  }

  @Test
  void membersAreCountedBySegment() {
    UserSegments now = segments(NOW, Map.of("both", "acj", "came", "cdx", "same", "aj"));

    assertThat(texts(CountMembers.count(now)))
        .containsEntry("a", "2")
        .containsEntry("c", "2")
        .containsEntry("d", "1")
        .containsEntry("j", "2")
        .containsEntry("x", "1")
        .containsEntry("e", "0");
  }
}
