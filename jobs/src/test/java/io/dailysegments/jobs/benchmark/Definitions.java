package io.dailysegments.jobs.benchmark;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.SegmentLoader;
import io.dailysegments.core.time.BusinessZone;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What nights of made worlds are computed by.
 *
 * @param segments by id
 */
record Definitions(Catalog catalog, List<BoundSegment> segments) {

  /** Days of the digest that are looked back at: the default of the settings. */
  static final int RETENTION_DAYS = 180;

  static final BusinessZone ZONE = new BusinessZone(ZoneOffset.UTC);

  Definitions {
    segments = List.copyOf(segments);
  }

  /**
   * Reads them.
   *
   * @param conf the folder {@code conf} of the installation
   */
  static Definitions load(Path conf, Path segments) {
    Catalog catalog = catalog(conf);
    Problems problems = new Problems();
    UserLists lists = UserLists.in(segments.resolveSibling("lists"));
    List<BoundSegment> found =
        SegmentLoader.load(segments, catalog, lists, RETENTION_DAYS, false, problems);
    problems.throwIfAny();
    return new Definitions(catalog, found);
  }

  /** Reads the catalog alone. */
  static Catalog catalog(Path conf) {
    Problems problems = new Problems();
    Catalog catalog = CatalogLoader.load(conf.resolve("catalog"), RETENTION_DAYS, problems);
    problems.throwIfAny();
    return catalog;
  }
}
