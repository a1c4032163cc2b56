package io.dailysegments.core.history;

import java.io.Serializable;
import java.util.List;

/**
 * What the events of one code feed.
 *
 * @param plain the streams that take all of them, ascending
 * @param filtered the streams that take some of them
 * @param properties the names, in UTF-8, of the properties that filters look at, by their bytes
 * @param sums what sums of number properties feed, if their stream takes the event
 */
record CodeSpec(
    List<Integer> plain, List<Filtered> filtered, List<Name> properties, List<SumFeed> sums)
    implements Serializable {
  CodeSpec {
    plain = List.copyOf(plain);
    filtered = List.copyOf(filtered);
    properties = List.copyOf(properties);
    sums = List.copyOf(sums);
  }

  /** A stream that takes events whose properties pass all tests. */
  record Filtered(int stream, List<PropertyTest> tests) implements Serializable {
    Filtered {
      tests = List.copyOf(tests);
    }
  }

  /** A test of the property with that place in {@link #properties}. */
  record PropertyTest(int property, TextTest test) implements Serializable {}

  /** The sums of a property that go into a total on some days, if the stream takes the event. */
  record SumFeed(Name property, int stream, int total, Span days) implements Serializable {}
}
