package io.dailysegments.core.metric;

import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.canonical.Canonical;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventProperty;
import java.util.Collection;

/** What a metric means under a catalog, which says what its category and its properties are. */
public final class MetricMeaning {
  private MetricMeaning() {}

  /**
   * A text that is the same for metrics that count the same of every event: of equal metrics it
   * changes when the catalog changes which events are meant, or which of them declare a property.
   */
  public static String of(Metric metric, EventCatalog catalog) {
    SelectedEvents events = new SelectedEvents(metric.events(), catalog);
    return Canonical.list(
        "meaning",
        metric.canonical(),
        Canonical.text(events.condition().orElse("")),
        Canonical.list(
            "where",
            metric.where().stream()
                .map(PropertyFilter::property)
                .map(name -> codes(events.declaring(name, EventProperty.Type.STRING)))),
        summed(metric.measure(), events));
  }

  private static String summed(Measure measure, SelectedEvents events) {
    return measure instanceof Measure.Sum sum
        ? codes(events.declaring(sum.property(), EventProperty.Type.NUMBER))
        : "none";
  }

  private static String codes(Collection<String> codes) {
    return Canonical.list("codes", codes.stream().map(Canonical::text));
  }
}
