package io.dailysegments.jobs.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Compares texts by code point, which is the order of their bytes in UTF-8. */
final class CodePoints {

  private CodePoints() {}

  static int compare(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
