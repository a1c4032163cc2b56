package io.dailysegments.core.history;

import io.dailysegments.core.history.CodeSpec.Filtered;
import io.dailysegments.core.history.CodeSpec.PropertyTest;
import io.dailysegments.core.text.ByteTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the routes of the events of one code. Filters are asked once for the same values of the
 * properties that any filter looks at; the answers for the last few thousand of them are kept.
 */
final class CodeRouter {
  private static final int MAX_KEY = 1 << 12;
  private static final int MAX_KEYS = 1 << 13;
  private static final int MAX_LENGTH = 1 << 20;

  private final CodeSpec spec;
  private final List<StreamTally> tallies;
  private final Route plain;
  private final Map<BitSet, Route> routes = new HashMap<>();
  private final ByteTexts keys = new ByteTexts();
  private final List<Route> routeOfKey = new ArrayList<>();
  private final ByteSource source = new ByteSource();
  private final ByteSink key = new ByteSink();

  /** By property that filters look at: where its value lies; both the same if it is missing. */
  private final int[] starts;

  private final int[] ends;

  /**
   * @param tallies by the number of the stream
   */
  CodeRouter(CodeSpec spec, List<StreamTally> tallies) {
    this.spec = spec;
    this.tallies = tallies;
    this.plain = route(new BitSet());
    this.starts = new int[spec.properties().size()];
    this.ends = new int[spec.properties().size()];
  }

  /** The route of events with the properties that lie in bytes, as in a packed history. */
  Route route(byte[] bytes, int start, int end) {
    if (starts.length == 0) {
      return plain;
    }
    findValues(bytes, start, end);
    writeKey(bytes);
    if (key.size() > MAX_KEY) {
      return decide(bytes);
    }
    int number = keys.find(key.array(), 0, key.size());
    return number == 0 ? remember(decide(bytes)) : routeOfKey.get(number - 1);
  }

  private void findValues(byte[] bytes, int start, int end) {
    Arrays.fill(starts, 0);
    Arrays.fill(ends, 0);
    source.open(bytes, start);
    int property = 0;
    while (source.at() < end) {
      int nameLength = source.skipText();
      int nameEnd = source.at();
      int valueLength = source.skipText();
      property = firstNotBefore(property, bytes, nameEnd - nameLength, nameEnd);
      if (isNamed(property, bytes, nameEnd - nameLength, nameEnd)) {
        starts[property] = source.at() - valueLength;
        ends[property] = source.at();
      }
    }
    if (source.at() != end) {
      throw new CorruptHistoryException("properties end within a text");
    }
  }

  /** Names are in the same order on both sides. */
  private int firstNotBefore(int from, byte[] bytes, int start, int end) {
    int property = from;
    while (property < starts.length
        && spec.properties().get(property).compareTo(bytes, start, end) < 0) {
      property++;
    }
    return property;
  }

  private boolean isNamed(int property, byte[] bytes, int start, int end) {
    return property < starts.length
        && spec.properties().get(property).compareTo(bytes, start, end) == 0;
  }

  private void writeKey(byte[] bytes) {
    key.clear();
    for (int property = 0; property < starts.length; property++) {
      key.text(bytes, starts[property], ends[property] - starts[property]);
    }
  }

  private Route remember(Route route) {
    if (keys.size() >= MAX_KEYS || keys.length() >= MAX_LENGTH) {
      keys.clear();
      routeOfKey.clear();
      routes.clear();
    }
    keys.add(key.array(), 0, key.size());
    routeOfKey.add(route);
    return route;
  }

  private Route decide(byte[] bytes) {
    BitSet passed = new BitSet(spec.filtered().size());
    for (int i = 0; i < spec.filtered().size(); i++) {
      passed.set(i, passes(spec.filtered().get(i), bytes));
    }
    return routes.computeIfAbsent(passed, this::route);
  }

  private boolean passes(Filtered filtered, byte[] bytes) {
    for (PropertyTest test : filtered.tests()) {
      if (!test.test().passes(bytes, starts[test.property()], ends[test.property()])) {
        return false;
      }
    }
    return true;
  }

  private Route route(BitSet passed) {
    BitSet taken = new BitSet();
    spec.plain().forEach(taken::set);
    passed.stream().forEach(i -> taken.set(spec.filtered().get(i).stream()));
    return new Route(
        taken.stream().mapToObj(tallies::get).toList(),
        spec.sums().stream().filter(sum -> taken.get(sum.stream())).toList());
  }
}
