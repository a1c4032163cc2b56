package io.dailysegments.jobs.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says which inputs of a day are not those that its published run read. */
final class InputDifferences {

  private InputDifferences() {}

  /**
   * One line an input that differs; none if the day was not published before.
   *
   * @param recorded what the published run read, by input
   * @param now what there is
   */
  static List<String> of(Map<String, String> recorded, Map<String, String> now) {
    List<String> differences = new ArrayList<>();
    new TreeMap<>(now)
        .forEach(
            (input, version) -> {
              String before = recorded.get(input);
              if (before != null && !before.equals(version)) {
                differences.add(
                    "input '%s' is not what the published run read: it was %s and is %s"
                        .formatted(input, before, version));
              }
            });
    return differences;
  }
}
