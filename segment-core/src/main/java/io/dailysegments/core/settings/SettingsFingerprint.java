package io.dailysegments.core.settings;

import io.dailysegments.core.canonical.Canonical;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.settings.InputSettings.Location.Files;
import io.dailysegments.core.settings.InputSettings.Snapshot;
import io.dailysegments.core.settings.Settings.EventSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes down the settings that can change a result, and hashes them. */
final class SettingsFingerprint {

  private SettingsFingerprint() {}

  static String of(Settings settings) {
    return Canonical.sha256(
        Canonical.list(
            "settings",
            Canonical.text(settings.zone().id().getId()),
            events(settings.events()),
            labels(settings.labels()),
            String.valueOf(settings.recommendedNeedConsent()),
            Canonical.list("inputs", inputs(settings.inputs()))));
  }

  private static String events(EventSettings events) {
    return Canonical.list(
        "events",
        String.valueOf(events.lateDays()),
        String.valueOf(events.dedupDays()),
        String.valueOf(events.retentionDays()));
  }

  private static String labels(LabelOverrides labels) {
    Map<String, String> values = new TreeMap<>();
    for (LabelOverrides.Block block : labels.blocks()) {
      block
          .parameters()
          .forEach(p -> values.put(block.name() + "." + p.name(), p.value().canonical()));
    }
    return Canonical.list(
        "labels",
        values.entrySet().stream()
            .flatMap(entry -> Stream.of(Canonical.text(entry.getKey()), entry.getValue())));
  }

  private static Stream<String> inputs(Map<InputName, InputSettings> inputs) {
    return new TreeMap<>(inputs)
        .entrySet().stream().map(entry -> input(entry.getKey(), entry.getValue()));
  }

  private static String input(InputName name, InputSettings input) {
    Map<String, String> options =
        input.location() instanceof Files files ? files.options() : Map.of();
    return Canonical.list(
        name.key(),
        texts(options),
        texts(input.columns()),
        Canonical.list("where", input.where().stream().map(Canonical::text)),
        snapshot(input.snapshot()));
  }

  private static String snapshot(Snapshot snapshot) {
    return snapshot instanceof Snapshot.DeltaVersion delta
        ? Canonical.list("delta", delta.shift().toString())
        : (snapshot instanceof Snapshot.Daily ? "daily" : "none");
  }

  private static String texts(Map<String, String> map) {
    return Canonical.list(
        "map",
        new TreeMap<>(map)
            .entrySet().stream()
                .flatMap(e -> Stream.of(Canonical.text(e.getKey()), Canonical.text(e.getValue()))));
  }
}
