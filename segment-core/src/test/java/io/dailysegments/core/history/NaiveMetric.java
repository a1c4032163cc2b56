package io.dailysegments.core.history;

import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a metric means, written down as plainly as it can be. */
final class NaiveMetric {
  private static final BigDecimal TOO_GREAT = BigDecimal.TEN.pow(28);

  private final Metric metric;
  private final EventCatalog catalog;
  private final DayRange retained;

  NaiveMetric(Metric metric, EventCatalog catalog, DayRange retained) {
    this.metric = metric;
    this.catalog = catalog;
    this.retained = retained;
  }

  /** A long, an int, a decimal, microseconds, a day or a text; empty for none. */
  Optional<Object> of(List<Deed> all) {
    List<Deed> deeds = all.stream().filter(this::counts).toList();
    Measure measure = metric.measure();
    if (measure instanceof Measure.Times) {
      return Optional.of(deeds.stream().mapToLong(Deed::times).sum());
    }
    if (measure instanceof Measure.Days) {
      return Optional.of((int) deeds.stream().map(Deed::day).distinct().count());
    }
    if (measure instanceof Measure.Sum sum) {
      return Optional.of(sum(deeds, sum.property()));
    }
    if (measure instanceof Measure.LastTime) {
      return deeds.stream().map(Deed::micros).max(Comparator.naturalOrder()).map(x -> x);
    }
    if (measure instanceof Measure.LastDay) {
      return deeds.stream().map(Deed::day).max(Comparator.naturalOrder()).map(x -> x);
    }
    return last(deeds, ((Measure.LastValue) measure).attribute());
  }

  private boolean counts(Deed deed) {
    LocalDate day = deed.day();
    return retained.contains(day)
        && metric.window().daysFor(retained.to()).contains(day)
        && isSelected(deed.code())
        && metric.where().stream().allMatch(filter -> passes(filter, deed));
  }

  private boolean isSelected(String code) {
    Optional<EventDefinition> event = catalog.find(code);
    if (metric.events() instanceof EventSelection.Codes codes) {
      return codes.codes().contains(code);
    }
    if (metric.events() instanceof EventSelection.Category category) {
      return event.isPresent() && event.get().category().equals(category.category());
    }
    return metric.events() instanceof EventSelection.All
        || event.isEmpty()
        || event.get().countsAsActivity();
  }

  private boolean declares(String code, String name, EventProperty.Type type) {
    return catalog.find(code).stream()
        .flatMap(event -> Optional.ofNullable(event.properties().get(name)).stream())
        .anyMatch(property -> property.type() == type);
  }

  private boolean passes(PropertyFilter filter, Deed deed) {
    boolean declared = declares(deed.code(), filter.property(), EventProperty.Type.STRING);
    String value = declared ? deed.properties().getOrDefault(filter.property(), "") : "";
    if (filter.condition() instanceof TextCondition.IsEmpty isEmpty) {
      return value.isEmpty() == isEmpty.empty();
    }
    TextCondition.Compare compare = (TextCondition.Compare) filter.condition();
    String first = compare.operands().get(0);
    return !value.isEmpty()
        && switch (compare.operator()) {
          case EQUALS, IN -> compare.operands().contains(value);
          case NOT_EQUALS, NOT_IN -> !compare.operands().contains(value);
          case CONTAINS -> value.contains(first);
          case NOT_CONTAINS -> !value.contains(first);
          case STARTS_WITH -> value.startsWith(first);
          case ENDS_WITH -> value.endsWith(first);
        };
  }

  private BigDecimal sum(List<Deed> deeds, String property) {
    BigDecimal sum =
        deeds.stream()
            .filter(deed -> declares(deed.code(), property, EventProperty.Type.NUMBER))
            .map(deed -> deed.sums().getOrDefault(property, BigDecimal.ZERO))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .setScale(10, RoundingMode.UNNECESSARY);
    return sum.abs().compareTo(TOO_GREAT) < 0 ? sum : BigDecimal.ZERO.setScale(10);
  }

  private static Optional<Object> last(List<Deed> deeds, Measure.Attribute attribute) {
    return deeds.stream()
        .filter(deed -> deed.values().containsKey(attribute))
        .max(
            Comparator.comparing(Deed::lastAt)
                .thenComparing(Deed::eventId)
                .thenComparing(Deed::logDate)
                .thenComparing(
                    deed -> Deed.utf8(deed.values().get(attribute)), Arrays::compareUnsigned))
        .map(deed -> deed.values().get(attribute));
  }
}
