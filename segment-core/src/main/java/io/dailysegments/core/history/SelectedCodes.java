package io.dailysegments.core.history;

import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;

/** Whether selections hold an event, by the catalog. */
final class SelectedCodes {
  private final EventCatalog catalog;

  SelectedCodes(EventCatalog catalog) {
    this.catalog = catalog;
  }

  /** Whether a selection holds the events of a code. */
  boolean holds(EventSelection selection, String code) {
    return selection.accept(
        new EventSelection.Visitor<>() {
          @Override
          public Boolean codes(EventSelection.Codes codes) {
            return codes.codes().contains(code);
          }

          @Override
          public Boolean category(EventSelection.Category category) {
            return catalog.find(code).map(EventDefinition::category).stream()
                .anyMatch(category.category()::equals);
          }

          @Override
          public Boolean activity(EventSelection.Activity activity) {
            return catalog.find(code).map(EventDefinition::countsAsActivity).orElse(true);
          }

          @Override
          public Boolean all(EventSelection.All all) {
            return true;
          }
        });
  }

  /** Whether a selection holds the events of codes that nobody has named. */
  static boolean holdsOthers(EventSelection selection) {
    return selection instanceof EventSelection.All || selection instanceof EventSelection.Activity;
  }
}
