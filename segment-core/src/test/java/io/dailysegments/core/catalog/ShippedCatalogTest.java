package io.dailysegments.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ShippedCatalogTest {

  private static final Path CONF = Path.of("..", "conf");

  private final Problems problems = new Problems();
  private final Catalog catalog = CatalogLoader.load(CONF.resolve("catalog"), 180, problems);

  @Test
  void itHasNoProblem() {
    assertThat(problems.errors()).isEmpty();
    assertThat(problems.warnings()).isEmpty();
  }

  @Test
  void itHasFiftyThreeEvents() {
    assertThat(catalog.events().events()).hasSize(53);
    Map<String, Integer> counts = new TreeMap<>();
    catalog.events().events().forEach(event -> counts.merge(event.category(), 1, Integer::sum));
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "register_login", 8,
                "homepage", 6,
                "device_pairing", 5,
                "device", 4,
                "smart", 12,
                "me", 4,
                "faq_feedback", 6,
                "device_control", 2,
                "mall", 6));
  }

  @Test
  void everyEventSaysWhatItIs() {
    assertThat(catalog.events().events())
        .allSatisfy(
            event -> {
              assertThat(event.name()).isNotBlank().isNotEqualTo(event.code());
              assertThat(event.description()).endsWith(".");
            });
  }

  @Test
  void onlyVoiceControlIsNoActivity() {
    assertThat(catalog.events().inactiveCodes()).containsExactly("device_voice_control");
  }

  @Test
  void onlyPairingEndsAndPurchasesHaveProperties() {
    assertThat(catalog.events().events())
        .filteredOn(event -> !event.properties().isEmpty())
        .extracting(EventDefinition::code, EventDefinition::properties)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(
                "pairing_end",
                new TreeMap<>(
                    Map.of(
                        "result",
                        new EventProperty(
                            EventProperty.Type.STRING, List.of("success", "failure"))))),
            org.assertj.core.groups.Tuple.tuple(
                "mall_item_purchase",
                new TreeMap<>(
                    Map.of("amount", new EventProperty(EventProperty.Type.NUMBER, List.of())))));
  }

  @Test
  void itHasFiftySevenLabels() {
    assertThat(catalog.labels()).hasSize(57);
  }

  @Test
  void theShippedSettingsChangeNothingOfIt() {
    Settings settings = SettingsLoader.load(CONF.resolve("settings.yaml"));

    Catalog changed = settings.labels().applyTo(catalog, problems);

    assertThat(problems.errors()).isEmpty();
    assertThat(changed.fingerprint()).isEqualTo(catalog.fingerprint());
  }

  @Test
  void theValuesOfAPlatformAreThoseOfItsParameterAndTwoMore() {
    assertThat(catalog.findLabel("platform").orElseThrow().allowedValues())
        .containsExactly("iOS", "Android", "Others", "Unknown");
  }
}
