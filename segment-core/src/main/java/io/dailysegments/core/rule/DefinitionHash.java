package io.dailysegments.core.rule;

import io.dailysegments.core.canonical.Canonical;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.metric.MetricMeaning;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Hashes what segments mean. */
final class DefinitionHash {
  private final Map<String, BoundSegment> byId;
  private final LabelMeaning labels;
  private final EventCatalog events;
  private final Map<String, String> known = new HashMap<>();

  DefinitionHash(Map<String, BoundSegment> byId, Catalog catalog) {
    this.byId = byId;
    this.labels = new LabelMeaning(catalog);
    this.events = catalog.events();
  }

  /** The hash of a segment; segments that it refers to are in it by theirs. */
  String of(BoundSegment segment) {
    String hash = known.get(segment.id());
    if (hash == null) {
      hash = Canonical.sha256(text(segment));
      known.put(segment.id(), hash);
    }
    return hash;
  }

  private String text(BoundSegment segment) {
    String rule =
        new CanonicalRule(id -> of(byId.get(id)), metric -> MetricMeaning.of(metric, events))
            .write(segment.rule());
    return Canonical.list(
        "segment",
        String.valueOf(segment.consentRequired()),
        String.valueOf(segment.definition().includeDeleted()),
        rule,
        labels.of(labelsOf(segment)));
  }

  private static SortedSet<String> labelsOf(BoundSegment segment) {
    SortedSet<String> used = new TreeSet<>();
    RuleParts.in(segment.rule()).labels().forEach(label -> used.add(label.label()));
    if (!segment.definition().includeDeleted()) {
      used.add(PopulationSql.USER_TYPE);
    }
    if (segment.consentRequired()) {
      used.add(PopulationSql.ACCEPT_MARKETING);
    }
    return used;
  }
}
