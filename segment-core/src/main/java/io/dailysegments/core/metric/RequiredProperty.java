package io.dailysegments.core.metric;

import io.dailysegments.core.catalog.EventProperty;
import java.util.Comparator;
import java.util.Objects;

/** A property of an event that the digest must have kept (a string) or added up (a number). */
public record RequiredProperty(String eventCode, String property, EventProperty.Type type)
    implements Comparable<RequiredProperty> {
  private static final Comparator<RequiredProperty> ORDER =
      Comparator.comparing(RequiredProperty::eventCode)
          .thenComparing(RequiredProperty::property)
          .thenComparing(RequiredProperty::type);

  public RequiredProperty {
    Objects.requireNonNull(eventCode, "eventCode");
    Objects.requireNonNull(property, "property");
    Objects.requireNonNull(type, "type");
  }

  @Override
  public int compareTo(RequiredProperty other) {
    return ORDER.compare(this, other);
  }
}
