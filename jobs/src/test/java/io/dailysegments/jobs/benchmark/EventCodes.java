package io.dailysegments.jobs.benchmark;

import io.dailysegments.core.catalog.EventDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The events of the catalog in the order in which they are common. */
final class EventCodes {

  private static final List<String> COMMON =
      List.of(
          "page_view",
          "device_card_exposure",
          "device_card_tap",
          "device_panel_tap",
          "device_voice_control",
          "mall_visit",
          "mall_item_browse",
          "mall_item_tap",
          "pairing_end",
          "scene_run_success",
          "mall_item_purchase");

  private EventCodes() {}

  /**
   * The most common ones first, then the others by code.
   *
   * @param conf the folder {@code conf} of the installation
   */
  static List<String> commonFirst(Path conf) {
    Stream<String> others =
        Definitions.catalog(conf).events().events().stream()
            .map(EventDefinition::code)
            .filter(code -> !COMMON.contains(code));
    return Stream.concat(COMMON.stream(), others).toList();
  }
}
