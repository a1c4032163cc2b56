package io.dailysegments.core.yaml;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode.ScalarType;
import io.dailysegments.core.yaml.YamlNode.YamlList;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import io.dailysegments.core.yaml.YamlNode.YamlRefused;
import io.dailysegments.core.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * Builds nodes from the parser's events. Events, not composed nodes, because they come one by one:
 * depth is known before it grows, and an alias is seen before it is followed.
 */
final class YamlTree {

  /** How deep maps and lists may nest. */
  static final int MAX_DEPTH = 500;

  private final String file;
  private final Problems problems;

  YamlTree(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The document without what is refused; empty if it can't be read. Every problem is recorded. */
  Optional<YamlNode> read(String text) {
    try {
      return document(new Parse(settings(text)).parseString(text).iterator());
    } catch (Refusal refusal) {
      problems.error(refusal.position, refusal.getMessage());
    } catch (YamlVersionException e) {
      problems.error(start(), version(e.getSpecVersion()));
    } catch (MarkedYamlEngineException e) {
      problems.error(e.getProblemMark().map(this::position).orElse(start()), syntax(e));
    } catch (YamlEngineException e) {
      problems.error(start(), "not valid YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** The buffer holds all, as the parser fails on a surrogate pair at the end of a buffer. */
  private static LoadSettings settings(String text) {
    return LoadSettings.builder().setUseMarks(true).setBufferSize(text.length() + 2).build();
  }

  private Optional<YamlNode> document(Iterator<Event> events) {
    Optional<YamlNode> document = Optional.empty();
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart && document.isPresent()) {
        problems.error(position(event), "a second document begins here: a file holds one");
        return document;
      } else if (event.getEventId() == Event.ID.DocumentStart) {
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
    return new YamlRefused(position(event)); // an alias
  }

  private void refuseReferences(Event event) {
    boolean anchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
    if (anchored || event instanceof AliasEvent) {
      problems.error(
          position(event), "YAML anchors and aliases are not supported: write the value out");
    }
    tag(event)
        .ifPresent(
            tag ->
                problems.error(
                    position(event),
                    "YAML tags are not supported: leave out '" + Shown.of(tag) + "'"));
  }

  private static Optional<String> tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent collection
        ? collection.getTag()
        : Optional.empty();
  }

  private YamlNode scalar(ScalarEvent event) {
    String text = event.getValue();
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      problems.error(
          position(event), "'" + Shown.of(text) + "' holds half of a surrogate pair: no character");
      return new YamlRefused(position(event));
    } else if (event.getTag().isPresent()) {
      return new YamlRefused(position(event));
    }
    ScalarType type = event.isPlain() ? ScalarTypes.of(text) : ScalarType.TEXT;
    return new YamlScalar(position(event), type, text);
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
    MapEntries entries = new MapEntries(problems);
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      YamlNode key = node(event, events, depth + 1);
      entries.add(key, node(events.next(), events, depth + 1));
      event = events.next();
    }
    return new YamlMap(position(start), entries.list());
  }

  private static boolean isNothing(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.type() == ScalarType.NULL;
  }

  private static String version(SpecVersion version) {
    return "this is YAML %d.%d, and 1.2 is read: leave out the line that begins with %%YAML"
        .formatted(version.getMajor(), version.getMinor());
  }

  private static String syntax(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return "not valid YAML: " + context + e.getProblem();
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
