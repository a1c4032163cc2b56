package io.dailysegments.core.metric;

import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.sql.SqlExpression;
import io.dailysegments.core.sql.SqlText;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The events that a metric looks at, by the catalog. */
final class SelectedEvents {
  private static final String CODE = SqlText.identifier("event_code");

  private final EventSelection selection;
  private final EventCatalog catalog;

  SelectedEvents(EventSelection selection, EventCatalog catalog) {
    this.selection = selection;
    this.catalog = catalog;
  }

  /** Whether a row's event is one of these; empty if every event is. */
  Optional<String> condition() {
    return selection.accept(
        new EventSelection.Visitor<>() {
          @Override
          public Optional<String> codes(EventSelection.Codes codes) {
            return Optional.of(SqlExpression.in(CODE, strings(codes.codes())));
          }

          @Override
          public Optional<String> category(EventSelection.Category category) {
            return Optional.of(
                SqlExpression.in(CODE, strings(catalog.codesOf(category.category()))));
          }

          @Override
          public Optional<String> activity(EventSelection.Activity activity) {
            List<String> others = strings(catalog.inactiveCodes());
            return others.isEmpty()
                ? Optional.empty()
                : Optional.of(SqlExpression.notIn(CODE, others));
          }

          @Override
          public Optional<String> all(EventSelection.All all) {
            return Optional.empty();
          }
        });
  }

  /** The codes among these that declare the property with that type, ascending. */
  SortedSet<String> declaring(String property, EventProperty.Type type) {
    return known().stream()
        .flatMap(code -> catalog.find(code).stream())
        .filter(event -> declares(event, property, type))
        .map(EventDefinition::code)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The value of an entry of a map column, null for events that do not declare the property: what
   * the digest kept for them under an older catalog does not count.
   */
  String declared(String column, String property, EventProperty.Type type) {
    String value = SqlExpression.element(SqlText.identifier(column), property);
    SortedSet<String> declaring = declaring(property, type);
    boolean all =
        selection instanceof EventSelection.Codes codes && declaring.equals(codes.codes());
    return all ? value : SqlExpression.when(SqlExpression.in(CODE, strings(declaring)), value);
  }

  private Collection<String> known() {
    return selection.accept(
        new EventSelection.Visitor<>() {
          @Override
          public Collection<String> codes(EventSelection.Codes codes) {
            return codes.codes();
          }

          @Override
          public Collection<String> category(EventSelection.Category category) {
            return catalog.codesOf(category.category());
          }

          @Override
          public Collection<String> activity(EventSelection.Activity activity) {
            SortedSet<String> active = everyCode();
            active.removeAll(catalog.inactiveCodes());
            return active;
          }

          @Override
          public Collection<String> all(EventSelection.All all) {
            return everyCode();
          }
        });
  }

  private SortedSet<String> everyCode() {
    return catalog.events().stream()
        .map(EventDefinition::code)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean declares(EventDefinition event, String name, EventProperty.Type type) {
    EventProperty property = event.properties().get(name);
    return property != null && property.type() == type;
  }

  private static List<String> strings(Collection<String> codes) {
    return codes.stream().map(SqlText::string).toList();
  }
}
