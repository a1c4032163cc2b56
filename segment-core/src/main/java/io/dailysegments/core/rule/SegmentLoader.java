package io.dailysegments.core.rule;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.SourcePosition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Loads the segment definitions of a deployment. */
public final class SegmentLoader {
  private final Catalog catalog;
  private final UserLists lists;
  private final int retentionDays;
  private final boolean recommendedNeedConsent;
  private final Problems problems;
  private final SortedMap<String, SegmentFile> files = new TreeMap<>();
  private final SortedMap<String, BoundSegment> bound = new TreeMap<>();
  private final SortedSet<String> faulty = new TreeSet<>();

  private SegmentLoader(
      Catalog catalog,
      UserLists lists,
      int retentionDays,
      boolean recommendedNeedConsent,
      Problems problems) {
    this.catalog = catalog;
    this.lists = lists;
    this.retentionDays = retentionDays;
    this.recommendedNeedConsent = recommendedNeedConsent;
    this.problems = problems;
  }

  /**
   * Reads every {@code *.yaml} below the folder, hidden ones aside, and binds it to the catalog.
   * Every error and warning is recorded; what is returned can be compiled if there was no error.
   *
   * @param lists the imported lists
   * @param retentionDays how many days, the data date included, events are kept
   * @param recommendedNeedConsent whether members of recommended segments must accept marketing
   * @return the definitions without an error of their own, by id
   */
  public static List<BoundSegment> load(
      Path folder,
      Catalog catalog,
      UserLists lists,
      int retentionDays,
      boolean recommendedNeedConsent,
      Problems problems) {
    SegmentLoader loader =
        new SegmentLoader(catalog, lists, retentionDays, recommendedNeedConsent, problems);
    SegmentFiles.below(folder, problems).forEach(loader::add);
    return loader.read();
  }

  /**
   * As {@code load}, with one more definition, which stands in the place of the folder's of that
   * id.
   *
   * @param file its name ends with {@code .yaml}
   */
  public static List<BoundSegment> loadWith(
      Path file,
      Path folder,
      Catalog catalog,
      UserLists lists,
      int retentionDays,
      boolean recommendedNeedConsent,
      Problems problems) {
    SegmentLoader loader =
        new SegmentLoader(catalog, lists, retentionDays, recommendedNeedConsent, problems);
    SegmentFile own = SegmentFiles.file(file);
    loader.add(own);
    SegmentFiles.below(folder, problems).stream()
        .filter(other -> !other.id().equals(own.id()))
        .forEach(loader::add);
    return loader.read();
  }

  private List<BoundSegment> read() {
    files.values().forEach(this::read);
    new SegmentReferences(bound, new TreeSet<>(files.keySet()), problems).check();
    return bound.values().stream().filter(segment -> !faulty.contains(segment.id())).toList();
  }

  private void add(SegmentFile file) {
    if (!SegmentId.isValid(file.id())) {
      String rule = "its name must be letters a-z, digits and '-', and begin with a letter";
      problems.error(
          file.start(), "'" + Shown.of(file.id()) + "' can't be the id of a segment: " + rule);
      return;
    }
    SegmentFile first = files.putIfAbsent(file.id(), file);
    if (first != null) {
      problems.error(
          file.start(),
          "segment '" + file.id() + "' is defined a second time, first in " + first.displayName());
    }
  }

  private void read(SegmentFile file) {
    Problems found = new Problems();
    Optional<BoundSegment> segment =
        file.read(found)
            .flatMap(
                c ->
                    new SegmentParser(retentionDays, found)
                        .parse(file.id(), c.document(), c.text()))
            .map(definition -> bound(definition, found));
    found.warnings().forEach(warning -> problems.warn(warning.position(), warning.message()));
    List<Problem> errors = found.errors();
    errors.forEach(error -> problems.error(error.position(), error.message()));
    segment.ifPresent(read -> bound.put(read.id(), read));
    if (!errors.isEmpty()) {
      faulty.add(file.id());
    }
  }

  private BoundSegment bound(SegmentDefinition definition, Problems found) {
    BoundRule rule =
        new SegmentBinder(catalog, lists, retentionDays, found).bind(definition.match());
    boolean recommended = definition.kind() == SegmentKind.RECOMMENDED;
    boolean consent = definition.consentRequired() || (recommended && recommendedNeedConsent);
    BoundSegment segment = new BoundSegment(definition, rule, consent, retentionDays);
    if (!definition.includeDeleted()) {
      requireLabel(PopulationSql.USER_TYPE, definition.position(), found);
    }
    if (consent) {
      requireLabel(PopulationSql.ACCEPT_MARKETING, definition.position(), found);
    }
    if (found.errors().isEmpty()) {
      ShippedSegments.check(segment, found);
    }
    return segment;
  }

  private void requireLabel(String name, SourcePosition position, Problems found) {
    if (catalog.findLabel(name).isEmpty()) {
      found.error(position, "needs label '" + name + "', which the catalog does not have");
    }
  }
}
