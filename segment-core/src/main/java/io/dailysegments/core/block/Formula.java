package io.dailysegments.core.block;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A formula over bit sets, each known by the number of its slot. Negation stands at slots only, and
 * no group directly in a group of its own kind. {@code All} and {@code Any} have no or at least two
 * distinct parts.
 */
sealed interface Formula extends Serializable {
  /** Every row. */
  Formula EVERYBODY = new All(List.of());

  /** No row. */
  Formula NOBODY = new Any(List.of());

  /** The complement. */
  Formula negated();

  /** How deep groups lie in groups: 0 of a slot, at least 1 of a group. */
  int depth();

  /** The rows of a slot, or the others. */
  record Slot(int number, Sign sign) implements Formula {
    static Slot of(int number) {
      return new Slot(number, Sign.PLAIN);
    }

    @Override
    public Formula negated() {
      return new Slot(number, sign == Sign.PLAIN ? Sign.NEGATED : Sign.PLAIN);
    }

    @Override
    public int depth() {
      return 0;
    }
  }

  /** Whether a slot stands for its rows or for the others. */
  enum Sign {
    PLAIN,
    NEGATED
  }

  /** The rows that every part has. */
  record All(List<Formula> parts) implements Formula {
    @Override
    public Formula negated() {
      return any(parts.stream().map(Formula::negated).toList());
    }

    @Override
    public int depth() {
      return 1 + deepest(parts);
    }
  }

  /** The rows that at least one part has. */
  record Any(List<Formula> parts) implements Formula {
    @Override
    public Formula negated() {
      return all(parts.stream().map(Formula::negated).toList());
    }

    @Override
    public int depth() {
      return 1 + deepest(parts);
    }
  }

  /** The conjunction, in its simplest form. */
  static Formula all(List<Formula> parts) {
    Set<Formula> distinct = new LinkedHashSet<>();
    parts.forEach(part -> distinct.addAll(part instanceof All all ? all.parts() : List.of(part)));
    if (distinct.contains(NOBODY)) {
      return NOBODY;
    }
    return distinct.size() == 1 ? distinct.iterator().next() : new All(List.copyOf(distinct));
  }

  /** The disjunction, in its simplest form. */
  static Formula any(List<Formula> parts) {
    Set<Formula> distinct = new LinkedHashSet<>();
    parts.forEach(part -> distinct.addAll(part instanceof Any any ? any.parts() : List.of(part)));
    if (distinct.contains(EVERYBODY)) {
      return EVERYBODY;
    }
    return distinct.size() == 1 ? distinct.iterator().next() : new Any(List.copyOf(distinct));
  }

  private static int deepest(List<Formula> parts) {
    return parts.stream().mapToInt(Formula::depth).max().orElse(0);
  }
}
