package io.dailysegments.core.activity;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which events a metric looks at. */
public sealed interface EventSelection {
  /** What can be done with each kind of selection. */
  interface Visitor<R> {
    /** For any of some codes. */
    R codes(Codes selection);

    /** For a category. */
    R category(Category selection);

    /** For every event that counts as activity. */
    R activity(Activity selection);

    /** For every event. */
    R all(All selection);
  }

  /** Hands the selection to its method of the visitor. */
  <R> R accept(Visitor<R> visitor);

  /** Any of these codes; each once, ascending. */
  record Codes(SortedSet<String> codes) implements EventSelection {
    public Codes {
      codes = Collections.unmodifiableSortedSet(new TreeSet<>(codes));
    }

    public Codes(Collection<String> codes) {
      this(new TreeSet<>(codes));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.codes(this);
    }
  }

  /** Every event of a category of the catalog. */
  record Category(String category) implements EventSelection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.category(this);
    }
  }

  /** Every event that counts as activity, codes outside the catalog too. */
  record Activity() implements EventSelection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.activity(this);
    }
  }

  /** Every event. */
  record All() implements EventSelection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.all(this);
    }
  }
}
