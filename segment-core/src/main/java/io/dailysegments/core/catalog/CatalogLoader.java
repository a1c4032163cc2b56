package io.dailysegments.core.catalog;

import io.dailysegments.core.catalog.LabelType.Kind;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the catalog of a deployment: every file of {@code events}, {@code labels} and {@code
 * sources}. What SQL says, which inputs and derivations there are and whether blocks need each
 * other in a circle is not checked here: that needs an SQL parser.
 */
public final class CatalogLoader {

  /** Where a label file that does not say stands among the others. */
  private static final int LAST = 1000;

  private static final int MAX_ORDER = 1_000_000;

  private final Problems problems;
  private final BlockFiles files;

  private CatalogLoader(Problems problems) {
    this.problems = problems;
    this.files = new BlockFiles(problems);
  }

  /**
   * @param folder the folder of the catalog
   * @param retentionDays how many days back a window may reach
   * @param problems where every problem goes; the catalog that comes out then lacks what is wrong
   * @return labels in the order of the table's columns: by {@code order} of their file, its name,
   *     and their place in it
   */
  public static Catalog load(Path folder, int retentionDays, Problems problems) {
    return new CatalogLoader(problems).load(folder, retentionDays);
  }

  private Catalog load(Path folder, int retentionDays) {
    EventCatalog events = events(folder.resolve("events"));
    BlockNames names = new BlockNames(problems);
    Stream.of("dt", "user_id", "run_id").forEach(n -> names.reserve(n, "a column of every table"));
    Stream.of(InputName.values()).forEach(n -> names.reserve(n.key(), "an input"));
    names.reserve("countries", "the table of countries");
    List<SourceDefinition> sources = sources(folder.resolve("sources"), names);
    MetricParser metrics = new MetricParser(events, retentionDays, files, problems);
    LabelParser parser = new LabelParser(files, names, metrics, retentionDays, problems);
    List<LabelDefinition> labels = labels(folder.resolve("labels"), parser);
    requireLabel("user_type", Kind.STRING, labels, folder);
    requireLabel("accept_marketing", Kind.BOOLEAN, labels, folder);
    return new Catalog(events, labels, sources);
  }

  private EventCatalog events(Path folder) {
    EventParser parser = new EventParser(files, problems);
    return new EventCatalog(
        files.read(folder).stream()
            .flatMap(document -> files.blocks("event", document).stream())
            .flatMap(block -> parser.parse(block).stream())
            .toList());
  }

  /** A deployment without sources has no such folder. */
  private List<SourceDefinition> sources(Path folder, BlockNames names) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    SourceParser parser = new SourceParser(names, problems);
    return files.read(folder).stream()
        .flatMap(document -> files.blocks("source", document).stream())
        .flatMap(block -> parser.parse(block).stream())
        .sorted(Comparator.comparing(SourceDefinition::name))
        .toList();
  }

  private List<LabelDefinition> labels(Path folder, LabelParser parser) {
    record LabelFile(int order, List<LabelDefinition> labels) {}
    List<LabelFile> read = new ArrayList<>();
    for (YamlNode document : files.read(folder)) {
      Optional<YamlFields> fields = files.fields("a file of labels", document);
      if (fields.isPresent()) {
        int order = fields.get().findInteger("order", 0, MAX_ORDER).orElse(LAST);
        read.add(new LabelFile(order, labels(fields.get(), parser)));
      }
    }
    return read.stream()
        .sorted(Comparator.comparingInt(LabelFile::order))
        .flatMap(file -> file.labels().stream())
        .toList();
  }

  private List<LabelDefinition> labels(YamlFields file, LabelParser parser) {
    file.refuseUnknown(List.of("category", "order", "labels"));
    String category = BlockNames.required("category", file, problems).orElse("");
    return file.require("labels").stream()
        .flatMap(list -> files.blocks("label", list).stream())
        .flatMap(block -> parser.parse(category, block).stream())
        .toList();
  }

  /** Labels that segments are made of: their population and consent. */
  private void requireLabel(String name, Kind kind, List<LabelDefinition> labels, Path folder) {
    Optional<LabelDefinition> found =
        labels.stream().filter(label -> label.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      problems.error(
          new SourcePosition(folder.resolve("labels").toString(), 1, 1),
          "label '" + name + "' is missing: segments cannot do without it");
    } else if (found.get().type().kind() != kind) {
      problems.error(
          found.get().position(),
          "label '%s' must be of type %s: segments need it so"
              .formatted(name, new LabelType(kind, 0, 0).sqlName()));
    }
  }
}
