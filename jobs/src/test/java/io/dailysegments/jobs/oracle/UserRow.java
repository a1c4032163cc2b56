package io.dailysegments.jobs.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A user as rules see one.
 *
 * @param labels by name; null without a value
 */
record UserRow(String id, Map<String, Object> labels, List<Deed> deeds) {

  /**
   * What the user did.
   *
   * @param result the property of that name; null without one
   * @param amount the property of that name; null without one
   */
  record Deed(LocalDate day, String code, String result, BigDecimal amount) {}

  /** The text of a label; null if it has none, or an empty one. */
  String text(String label) {
    String text = (String) labels.get(label);
    return text == null || text.isEmpty() ? null : text;
  }
}
