package io.dailysegments.core.activity;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which events a metric looks at. */
public sealed interface EventSelection {

  /** Any of these codes; each once, ascending. */
  record Codes(SortedSet<String> codes) implements EventSelection {
    public Codes {
      codes = Collections.unmodifiableSortedSet(new TreeSet<>(codes));
    }

    public Codes(Collection<String> codes) {
      this(new TreeSet<>(codes));
    }
  }

  /** Every event of a category of the catalog. */
  record Category(String category) implements EventSelection {}

  /** Every event that counts as activity, codes outside the catalog too. */
  record Activity() implements EventSelection {}

  /** Every event. */
  record All() implements EventSelection {}
}
