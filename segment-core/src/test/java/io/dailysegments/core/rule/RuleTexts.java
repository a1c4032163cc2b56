package io.dailysegments.core.rule;

import io.dailysegments.core.problem.Problems;
import java.nio.file.Path;
import java.util.Map;

/** Rules bound to the small catalog, for the tests of other packages. */
public final class RuleTexts {
  private RuleTexts() {}

  /** The segment of a text; the folder is empty before. */
  public static BoundSegment segment(Path folder, String text) {
    Problems problems = new Problems();
    BoundSegment segment = Worlds.load(folder, Map.of("x.yaml", text), problems).get(0);
    problems.throwIfAny();
    return segment;
  }

  /** The only criterion of a segment with that criterion. */
  public static BoundRule criterion(Path folder, String criterion) {
    BoundSegment segment = segment(folder, "name: X\nmatch: [" + criterion + "]\n");
    return ((BoundRule.All) segment.rule()).rules().get(0);
  }
}
