package io.dailysegments.core.rule;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules of the segments that the product recommends. */
final class ShippedSegments {
  private static final String RESOURCE = "recommended.properties";

  private ShippedSegments() {}

  /** The canonical text of each rule, by the id of its segment. */
  static SortedMap<String, String> rules() {
    Properties properties = new Properties();
    try (InputStream stream = ShippedSegments.class.getResourceAsStream(RESOURCE);
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the shipped rules: " + RESOURCE, e);
    }
    SortedMap<String, String> rules = new TreeMap<>();
    properties.stringPropertyNames().forEach(id -> rules.put(id, properties.getProperty(id)));
    return Collections.unmodifiableSortedMap(rules);
  }

  /** The canonical text of the rule of a definition. */
  static String rule(BoundSegment segment) {
    return new CanonicalRule(id -> id, Metric::canonical).write(segment.rule());
  }

  /** Reports a recommended segment that is not shipped, or not with that rule. */
  static void check(BoundSegment segment, Problems problems) {
    SegmentDefinition definition = segment.definition();
    if (definition.kind() != SegmentKind.RECOMMENDED) {
      return;
    }
    String shipped = rules().get(definition.id());
    String cure = " Write kind: custom for a rule of your own";
    if (shipped == null) {
      String hint = NearestName.hint(definition.id(), rules().keySet());
      problems.error(
          definition.position(),
          "there is no recommended segment '" + definition.id() + "'." + hint + cure);
    } else if (definition.includeDeleted() || !shipped.equals(rule(segment))) {
      problems.error(
          definition.position(),
          "the rule of recommended segment '"
              + definition.id()
              + "' differs from the shipped one."
              + cure);
    }
  }
}
