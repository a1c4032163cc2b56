package io.dailysegments.core.history;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The name of a property, compared by its bytes in UTF-8. */
final class Name implements Serializable, Comparable<Name> {
  private static final long serialVersionUID = 1L;

  private final byte[] utf8;

  Name(String name) {
    this.utf8 = name.getBytes(StandardCharsets.UTF_8);
  }

  /** How this name compares with one that lies in bytes. */
  int compareTo(byte[] bytes, int start, int end) {
    return Arrays.compareUnsigned(utf8, 0, utf8.length, bytes, start, end);
  }

  @Override
  public int compareTo(Name other) {
    return Arrays.compareUnsigned(utf8, other.utf8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Name name && Arrays.equals(utf8, name.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }
}
