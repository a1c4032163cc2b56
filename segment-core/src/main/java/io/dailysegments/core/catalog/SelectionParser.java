package io.dailysegments.core.catalog;

import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode.YamlList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads which events a metric looks at. */
final class SelectionParser {

  private static final List<String> KEYS = List.of("behavior", "category", "activity", "any");

  private final EventCatalog catalog;
  private final Problems problems;

  SelectionParser(EventCatalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
  }

  /** The selection; empty if there is a problem with it. */
  Optional<EventSelection> parse(YamlFields metric) {
    List<String> keys = metric.keys().stream().filter(KEYS::contains).toList();
    if (keys.size() != 1) {
      problems.error(
          metric.position(),
          "a metric looks at exactly one of behavior, category, activity, any, not at %d"
              .formatted(keys.size()));
      return Optional.empty();
    }
    return switch (keys.get(0)) {
      case "behavior" -> codes(metric);
      case "category" -> category(metric);
      case "activity" -> flag(metric, "activity", new EventSelection.Activity());
      default -> flag(metric, "any", new EventSelection.All());
    };
  }

  /** The events of the catalog that a selection holds. */
  List<EventDefinition> events(EventSelection selection) {
    return selection.accept(
        new EventSelection.Visitor<>() {
          @Override
          public List<EventDefinition> codes(EventSelection.Codes codes) {
            return codes.codes().stream().flatMap(code -> catalog.find(code).stream()).toList();
          }

          @Override
          public List<EventDefinition> category(EventSelection.Category category) {
            return codes(new EventSelection.Codes(catalog.codesOf(category.category())));
          }

          @Override
          public List<EventDefinition> activity(EventSelection.Activity activity) {
            return catalog.events().stream().filter(EventDefinition::countsAsActivity).toList();
          }

          @Override
          public List<EventDefinition> all(EventSelection.All all) {
            return List.copyOf(catalog.events());
          }
        });
  }

  private Optional<EventSelection> codes(YamlFields metric) {
    String key = "behavior";
    boolean list = metric.find(key).filter(YamlList.class::isInstance).isPresent();
    List<String> codes =
        list ? metric.findTexts(key).orElse(List.of()) : metric.findText(key).stream().toList();
    List<String> known = new ArrayList<>();
    for (String code : codes) {
      if (isKnown("event", code, catalog.codes(), metric.position(key))) {
        known.add(code);
      }
    }
    if (list && codes.isEmpty()) {
      metric.error(key, "'behavior' names no event");
    }
    return known.isEmpty() ? Optional.empty() : Optional.of(new EventSelection.Codes(known));
  }

  private Optional<EventSelection> category(YamlFields metric) {
    return metric
        .findText("category")
        .filter(
            name -> isKnown("category", name, catalog.categories(), metric.position("category")))
        .map(EventSelection.Category::new);
  }

  private static Optional<EventSelection> flag(
      YamlFields metric, String key, EventSelection selection) {
    Optional<Boolean> flag = metric.findBoolean(key);
    if (flag.isPresent() && !flag.get()) {
      metric.error(key, "'" + key + "' can only be true: leave it out otherwise");
    }
    return flag.filter(given -> given).map(given -> selection);
  }

  private boolean isKnown(
      String what, String name, Collection<String> known, SourcePosition position) {
    if (!known.contains(name)) {
      problems.error(
          position, "unknown %s '%s'.%s".formatted(what, name, NearestName.hint(name, known)));
    }
    return known.contains(name);
  }
}
