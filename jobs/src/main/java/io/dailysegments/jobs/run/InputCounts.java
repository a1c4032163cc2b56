package io.dailysegments.jobs.run;

import io.dailysegments.core.input.InputName;
import io.dailysegments.jobs.stage.CheckRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the check of an input found.
 *
 * @param rows read
 * @param refused rows by reason; reasons without rows are absent
 * @param unparsable optional values that could not be read, by column; columns without any are
 *     absent
 */
record InputCounts(
    InputName name,
    long rows,
    SortedMap<String, Long> refused,
    SortedMap<String, Long> unparsable) {

  /** The key of the number of rows. */
  static final String ROWS = "rows";

  InputCounts {
    refused = new TreeMap<>(refused);
    unparsable = new TreeMap<>(unparsable);
  }

  /** From counts by {@link #ROWS}, by reason, and by column behind {@link CheckRows#UNPARSABLE}. */
  static InputCounts of(InputName name, Map<String, Long> counts) {
    SortedMap<String, Long> refused = new TreeMap<>();
    SortedMap<String, Long> unparsable = new TreeMap<>();
    counts.forEach(
        (key, number) -> {
          if (number > 0 && key.startsWith(CheckRows.UNPARSABLE)) {
            unparsable.put(key.substring(CheckRows.UNPARSABLE.length()), number);
          } else if (number > 0 && !key.equals(ROWS)) {
            refused.put(key, number);
          }
        });
    return new InputCounts(name, counts.get(ROWS), refused, unparsable);
  }

  /** What the user should look at. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    String input = "input '" + name.key() + "': ";
    refused.forEach(
        (reason, number) ->
            warnings.add(input + number + " of " + rows + " rows refused: " + reason));
    unparsable.forEach(
        (column, number) ->
            warnings.add(input + number + " values of " + column + " can't be read"));
    return warnings;
  }
}
