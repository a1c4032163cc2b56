package io.dailysegments.core.rule;

import java.util.regex.Pattern;

/** What ids of segments, and names of lists, look like. */
final class SegmentId {
  private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]*");

  private SegmentId() {}

  static boolean isValid(String id) {
    return VALID.matcher(id).matches();
  }
}
