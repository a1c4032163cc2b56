package io.dailysegments.jobs.run;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CountryNames;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.settings.Settings;
import java.util.List;
import java.util.Objects;

/**
 * Everything that a deployment declares, read and checked.
 *
 * @param catalog with the parameters of the settings
 * @param segments every definition, by id
 * @param warnings what the user should look at
 */
public record Deployment(
    Settings settings,
    Catalog catalog,
    CountryNames countries,
    List<BoundSegment> segments,
    List<String> warnings) {

  public Deployment {
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(catalog, "catalog");
    segments = List.copyOf(segments);
    warnings = List.copyOf(warnings);
  }
}
