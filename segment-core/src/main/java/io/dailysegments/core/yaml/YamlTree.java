package io.dailysegments.core.yaml;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode.ScalarType;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import io.dailysegments.core.yaml.YamlNode.YamlList;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import io.dailysegments.core.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds nodes from the parser's events. Events, not composed nodes, because they come one by one:
 * depth is known before it grows, and an alias is seen before it is followed.
 */
final class YamlTree {

  /** How deep maps and lists may nest. */
  static final int MAX_DEPTH = 100;

  private final String file;
  private final Problems problems;
  private boolean sound = true;

  YamlTree(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  Optional<YamlNode> read(String text) {
    LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
    try {
      return document(new Parse(settings).parseString(text).iterator()).filter(node -> sound);
    } catch (Refusal refusal) {
      error(refusal.position, refusal.getMessage());
    } catch (MarkedYamlEngineException e) {
      error(e.getProblemMark().map(this::position).orElse(start()), syntax(e));
    } catch (YamlEngineException e) {
      error(start(), "not valid YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<YamlNode> document(Iterator<Event> events) {
    Optional<YamlNode> document = Optional.empty();
    boolean found = false;
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        if (found) {
          throw new Refusal(position(event), "a second document begins here: a file holds one");
        }
        found = true;
        document = Optional.of(node(events.next(), events, 1));
      }
    }
    if (document.isEmpty() || isNothing(document.get())) {
      throw new Refusal(start(), "the file is empty");
    }
    return document;
  }

  private YamlNode node(Event event, Iterator<Event> events, int depth) {
    refuseReferences(event);
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    } else if (event instanceof CollectionStartEvent && depth > MAX_DEPTH) {
      throw new Refusal(
          position(event), "maps and lists are nested more than " + MAX_DEPTH + " levels deep");
    } else if (event.getEventId() == Event.ID.SequenceStart) {
      return list(event, events, depth);
    } else if (event.getEventId() == Event.ID.MappingStart) {
      return map(event, events, depth);
    }
    return new YamlScalar(position(event), ScalarType.NULL, ""); // an alias, refused above
  }

  private void refuseReferences(Event event) {
    boolean anchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
    if (anchored || event instanceof AliasEvent) {
      error(position(event), "YAML anchors and aliases are not supported: write the value out");
    }
    tag(event)
        .ifPresent(
            tag -> error(position(event), "YAML tags are not supported: leave out '" + tag + "'"));
  }

  private static Optional<String> tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent collection
        ? collection.getTag()
        : Optional.empty();
  }

  private YamlScalar scalar(ScalarEvent event) {
    ScalarType type = event.isPlain() ? ScalarTypes.of(event.getValue()) : ScalarType.TEXT;
    return new YamlScalar(position(event), type, event.getValue());
  }

  private YamlList list(Event start, Iterator<Event> events, int depth) {
    List<YamlNode> items = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(event, events, depth + 1));
      event = events.next();
    }
    return new YamlList(position(start), items);
  }

  private YamlMap map(Event start, Iterator<Event> events, int depth) {
    List<YamlEntry> entries = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      YamlNode key = node(event, events, depth + 1);
      YamlNode value = node(events.next(), events, depth + 1);
      key(key, lines).ifPresent(text -> entries.add(new YamlEntry(key.position(), text, value)));
      event = events.next();
    }
    return new YamlMap(position(start), entries);
  }

  private Optional<String> key(YamlNode key, Map<String, Integer> lines) {
    if (!(key instanceof YamlScalar scalar) || scalar.type() != ScalarType.TEXT) {
      String quoted = key instanceof YamlScalar scalar ? ": write '" + scalar.text() + "'" : "";
      error(key.position(), "a key must be text, not " + key.kind() + quoted);
      return Optional.empty();
    }
    Integer first = lines.putIfAbsent(scalar.text(), key.position().line());
    if (first != null) {
      error(
          key.position(),
          "key '%s' stands here a second time, first on line %d".formatted(scalar.text(), first));
      return Optional.empty();
    }
    return Optional.of(scalar.text());
  }

  private static boolean isNothing(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.type() == ScalarType.NULL;
  }

  private static String syntax(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return "not valid YAML: " + context + e.getProblem();
  }

  private void error(SourcePosition position, String message) {
    sound = false;
    problems.error(position, message);
  }

  private SourcePosition start() {
    return new SourcePosition(file, 1, 1);
  }

  private SourcePosition position(Event event) {
    return event.getStartMark().map(this::position).orElse(start());
  }

  private SourcePosition position(Mark mark) {
    return new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Ends reading at once. */
  private static final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SourcePosition position;

    Refusal(SourcePosition position, String message) {
      super(message, null, false, false);
      this.position = position;
    }
  }
}
