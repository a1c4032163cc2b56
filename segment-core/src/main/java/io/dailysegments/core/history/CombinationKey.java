package io.dailysegments.core.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Writes the key of a combination: the code with its length before it, and the properties. */
final class CombinationKey {
  private static final Comparator<Property> BY_NAME =
      Comparator.comparing(property -> property.name, Arrays::compareUnsigned);

  private final ByteSink sink = new ByteSink();
  private final List<Property> properties = new ArrayList<>();
  private int codeOffset;
  private int propertiesOffset;

  /** A property on its way into a key. */
  private static final class Property {
    private final byte[] name;
    private final byte[] value;

    Property(byte[] name, byte[] value) {
      this.name = name;
      this.value = value;
    }
  }

  /** Begins a key, without properties. */
  void begin(byte[] code, int offset, int length) {
    properties.clear();
    sink.clear();
    sink.varint(length);
    codeOffset = sink.size();
    sink.raw(code, offset, length);
    propertiesOffset = sink.size();
  }

  /** Adds a property, in any order. */
  void property(byte[] name, byte[] value) {
    properties.add(new Property(name, value));
  }

  /** Adds properties that are in order and written already; no other may be added. */
  void properties(byte[] source, int offset, int length) {
    sink.raw(source, offset, length);
  }

  /** Writes the properties that were added, by name. */
  void end() {
    properties.sort(BY_NAME);
    for (Property property : properties) {
      sink.text(property.name);
      sink.text(property.value);
    }
    properties.clear();
  }

  byte[] array() {
    return sink.array();
  }

  int size() {
    return sink.size();
  }

  /** Where the code begins. */
  int codeOffset() {
    return codeOffset;
  }

  /** Where the properties begin, which is where the code ends. */
  int propertiesOffset() {
    return propertiesOffset;
  }
}
