package io.dailysegments.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.problem.BadFile;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogLoaderTest {

  private static final Path SHIPPED = Path.of("..", "conf", "catalog");

  @TempDir private Path folder;

  private final Problems problems = new Problems();

  @BeforeEach
  void copyShippedCatalog() throws IOException {
    for (String kind : List.of("events", "labels", "sources")) {
      Files.createDirectories(folder.resolve(kind));
      try (Stream<Path> files = Files.list(SHIPPED.resolve(kind))) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(kind).resolve(file.getFileName()));
        }
      }
    }
  }

  static Stream<BadFile> badFiles() {
    return BadFile.below("bad-catalog").stream();
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void badFilesGiveEveryProblemWithItsPlace(BadFile file) throws IOException {
    Path copy = folder.resolve(file.folder()).resolve("zz.yaml");
    Files.copy(file.path(), copy);

    load();

    assertThat(problems.errors())
        .extracting(Problem::toString)
        .extracting(
            text -> text.replaceFirst("^" + copy + ":", "").replace(folder.toString(), "DIR"))
        .containsExactlyElementsOf(file.expected());
  }

  @Test
  void aLabelOfAFileOfOurOwnIsTheLastColumn() throws IOException {
    label(
        "name: taps_ever",
        "metrics:",
        "  taps:",
        "    behavior: [pairing_end, page_view, pairing_end]",
        "    where: {result: {in: [success, failure]}}",
        "    days_ago: [29, 1]",
        "    measure: {sum: cost}",
        "sql: \":taps\"");
    write("events/zz.yaml", "[{code: other, category: ours, properties: {cost: {type: number}}}]");
    Files.delete(folder.resolve("events/homepage.yaml"));
    write(
        "events/aa.yaml",
        "[{code: page_view, category: c, properties: {cost: {type: number}}},"
            + " {code: device_card_tap, category: c}]");

    Catalog catalog = sound();

    LabelDefinition label = catalog.labels().get(57);
    assertThat(label.name()).isEqualTo("taps_ever");
    assertThat(label.category()).isEqualTo("ours");
    assertThat(label.position().toString()).isEqualTo(folder + "/labels/ours.yaml:3:5");
    assertThat(label.metrics())
        .containsOnlyKeys("taps")
        .containsValue(
            new Metric(
                new EventSelection.Codes(List.of("page_view", "pairing_end")),
                List.of(
                    new PropertyFilter(
                        "result",
                        new TextCondition.Compare(
                            TextCondition.Operator.IN, List.of("success", "failure")))),
                new DayWindow.DaysAgo(29, 1),
                new Measure.Sum("cost")));
  }

  @Test
  void anEventNeedsCodeAndCategoryOnly() throws IOException {
    write("events/zz.yaml", "[{code: door_opened, category: ours}]");

    EventDefinition event = sound().events().find("door_opened").orElseThrow();

    assertThat(event.name()).isEqualTo("door_opened");
    assertThat(event.countsAsActivity()).isTrue();
    assertThat(event.properties()).isEmpty();
  }

  @Test
  void filesThatAreNoYamlAreNotRead() throws IOException {
    write("events/notes.txt", "{");
    write("labels/.hidden.yaml", "{");

    sound();
  }

  @Test
  void labelsComeByOrderOfTheFileThenItsNameThenTheirPlace() throws IOException {
    write("labels/b.yaml", labelFile("", "b1", "b2"));
    write("labels/a.yaml", labelFile("", "a1"));
    write("labels/z.yaml", labelFile("order: 0\n", "z1"));

    List<String> names = sound().labels().stream().map(LabelDefinition::name).toList();

    assertThat(names).startsWith("z1", "country_en").endsWith("a1", "b1", "b2");
  }

  @Test
  void labelsThatSegmentsNeedMustBeThere() throws IOException {
    Files.delete(folder.resolve("labels/basic.yaml"));
    write("labels/basic.yaml", labelFile("", "user_type").replace("string", "int"));

    load();

    assertThat(messages())
        .contains(
            "DIR/labels:1:1: label 'accept_marketing' is missing: segments cannot do without it",
            "DIR/labels/basic.yaml:3:5: label 'user_type' must be of type string: segments need it"
                + " so");
  }

  @Test
  void aMissingFolderIsAProblemButForSources() throws IOException {
    CatalogLoader.load(folder.resolve("none"), 180, problems);

    assertThat(messages())
        .contains(
            "DIR/none/events:1:1: cannot read the catalog: there is no such folder",
            "DIR/none/labels:1:1: cannot read the catalog: there is no such folder")
        .noneMatch(message -> message.contains("sources"));
  }

  @Test
  void windowsMayReachAsFarBackAsEventsAreKept() throws IOException {
    label(
        "name: late_taps",
        "metrics: {taps: {any: true, last_days: 400, measure: times}}",
        "sql: \":taps\"");

    CatalogLoader.load(folder, 400, problems);
    assertThat(messages()).isEmpty();
    CatalogLoader.load(folder, 399, problems);
    assertThat(messages())
        .containsExactly(
            "DIR/labels/ours.yaml:7:44: 'last_days' must be a whole number from 1 to 399, not 400");
  }

  @Test
  void everyOperatorOnAPropertyIsRead() throws IOException {
    label(
        "name: ends",
        "metrics:",
        "  a: {behavior: pairing_end, where: {result: {not_equals: success}}, last_days: 1,"
            + " measure: days}",
        "  b: {behavior: pairing_end, where: {result: {not_contains: x}}, last_days: 1, measure:"
            + " days}",
        "  c: {behavior: pairing_end, where: {result: {is_empty: true}}, last_days: 1, measure:"
            + " days}",
        "sql: \":a + :b + :c\"");

    LabelDefinition label = sound().findLabel("ends").orElseThrow();

    assertThat(label.metrics().values())
        .extracting(metric -> metric.where().get(0).condition())
        .containsExactly(
            new TextCondition.Compare(TextCondition.Operator.NOT_EQUALS, List.of("success")),
            new TextCondition.Compare(TextCondition.Operator.NOT_CONTAINS, List.of("x")),
            new TextCondition.IsEmpty(true));
  }

  @Test
  void aLabelMayNotBeCalledLikeASource() throws IOException {
    write("sources/zz.yaml", "[{name: mine, description: x, inputs: [homes], sql: SELECT 1}]");
    label("name: mine", "sql: \"1\"");

    load();

    assertThat(messages())
        .containsExactly(
            "DIR/labels/ours.yaml:6:11: the name 'mine' is taken: it is that of the source at"
                + " DIR/sources/zz.yaml:1:9");
  }

  private void label(String... lines) throws IOException {
    String head =
        "category: ours\nlabels:\n  - type: int\n    description: x\n    when_null: y\n    ";
    write("labels/ours.yaml", head + String.join("\n    ", lines) + "\n");
  }

  private static String labelFile(String order, String... names) {
    StringBuilder text =
        new StringBuilder(order.isEmpty() ? "category: ours\n" : "category: ours\n" + order);
    text.append("labels:\n");
    for (String name : names) {
      text.append("  - {name: ")
          .append(name)
          .append(", type: string, description: x, when_null: y, sql: \"'1'\"}\n");
    }
    return text.toString();
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(folder.resolve(path), text);
  }

  private Catalog sound() {
    Catalog catalog = load();
    assertThat(messages()).isEmpty();
    return catalog;
  }

  private Catalog load() {
    return CatalogLoader.load(folder, 180, problems);
  }

  private List<String> messages() {
    return problems.errors().stream()
        .map(problem -> problem.toString().replace(folder.toString(), "DIR"))
        .toList();
  }
}
