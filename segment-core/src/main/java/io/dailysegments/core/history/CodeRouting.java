package io.dailysegments.core.history;

import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.history.CodeSpec.Filtered;
import io.dailysegments.core.history.CodeSpec.PropertyTest;
import io.dailysegments.core.history.CodeSpec.SumFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Says which streams the events of a code feed, by the catalog. */
final class CodeRouting {
  private final EventCatalog catalog;
  private final SelectedCodes selected;
  private final List<StreamDraft> streams;

  CodeRouting(EventCatalog catalog, List<StreamDraft> streams) {
    this.catalog = catalog;
    this.selected = new SelectedCodes(catalog);
    this.streams = streams;
  }

  /** For a code that the catalog or a metric names. */
  CodeSpec of(String code) {
    return spec(
        stream -> selected.holds(stream.events(), code),
        property -> declares(code, property, EventProperty.Type.STRING),
        property -> declares(code, property, EventProperty.Type.NUMBER));
  }

  /** For any other code. */
  CodeSpec ofOthers() {
    return spec(
        stream -> SelectedCodes.holdsOthers(stream.events()), property -> false, property -> false);
  }

  private boolean declares(String code, String name, EventProperty.Type type) {
    return catalog
        .find(code)
        .map(event -> event.properties().get(name))
        .filter(property -> property.type() == type)
        .isPresent();
  }

  /** What the digest kept of a property that is not declared now is missing. */
  private CodeSpec spec(
      Predicate<StreamDraft> holds, Predicate<String> isText, Predicate<String> isNumber) {
    List<StreamDraft> fed =
        streams.stream().filter(holds).filter(stream -> isPossible(stream, isText)).toList();
    SortedSet<Name> properties = new TreeSet<>();
    fed.stream()
        .flatMap(stream -> decidedByValue(stream, isText))
        .forEach(filter -> properties.add(new Name(filter.property())));
    List<Name> names = List.copyOf(properties);
    List<Integer> plain = new ArrayList<>();
    List<Filtered> filtered = new ArrayList<>();
    for (StreamDraft stream : fed) {
      List<PropertyTest> tests =
          decidedByValue(stream, isText).map(filter -> test(filter, names)).toList();
      if (tests.isEmpty()) {
        plain.add(stream.number());
      } else {
        filtered.add(new Filtered(stream.number(), tests));
      }
    }
    List<SumFeed> sums = fed.stream().flatMap(stream -> sums(stream, isNumber)).toList();
    return new CodeSpec(plain, filtered, names, sums);
  }

  private static boolean isPossible(StreamDraft stream, Predicate<String> isText) {
    return stream.where().stream()
        .filter(filter -> !isText.test(filter.property()))
        .allMatch(filter -> TextTest.of(filter.condition()).passesMissing());
  }

  private static Stream<PropertyFilter> decidedByValue(
      StreamDraft stream, Predicate<String> isText) {
    return stream.where().stream().filter(filter -> isText.test(filter.property()));
  }

  private static PropertyTest test(PropertyFilter filter, List<Name> names) {
    return new PropertyTest(
        names.indexOf(new Name(filter.property())), TextTest.of(filter.condition()));
  }

  private static Stream<SumFeed> sums(StreamDraft stream, Predicate<String> isNumber) {
    return stream.totals().stream()
        .filter(total -> isNumber.test(total.property()))
        .map(
            total ->
                new SumFeed(
                    new Name(total.property()), stream.number(), total.number(), total.window()));
  }
}
