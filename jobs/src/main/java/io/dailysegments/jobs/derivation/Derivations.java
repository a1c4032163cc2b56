package io.dailysegments.jobs.derivation;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The derivations by the names that blocks use. */
public final class Derivations {

  private static final Map<String, SourceDerivation> SOURCES =
      Map.of("nearest_place", new NearestPlace());
  private static final Map<String, LabelDerivation> LABELS =
      Map.of("keep_most_common", new KeepMostCommon());

  private Derivations() {}

  /** The names that source blocks may use, ascending. */
  public static Set<String> sourceNames() {
    return new TreeSet<>(SOURCES.keySet());
  }

  /** The names that label blocks may use, ascending. */
  public static Set<String> labelNames() {
    return new TreeSet<>(LABELS.keySet());
  }

  /** The labels that label derivations look at, which must be computed before. */
  public static Set<String> labelsNeeded() {
    return Set.of("user_type");
  }

  public static SourceDerivation source(String name) {
    return SOURCES.get(name);
  }

  public static LabelDerivation label(String name) {
    return LABELS.get(name);
  }
}
