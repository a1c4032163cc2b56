package io.dailysegments.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows is valid with the shipped catalog. */
class DocumentedRulesTest {
  private static final Path ROOT = Path.of("..");
  private static final Path RULES = ROOT.resolve("docs/rules.md");
  private static final Path README = ROOT.resolve("README.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");
  private static final Pattern CRITERION =
      Pattern.compile("`(\\{(label|behavior|segment|list): [a-z\\[][^`…]*\\})`");

  private static final Pattern LABEL = Pattern.compile("\\{label: (\\w+), (\\w+):");

  @TempDir Path folder;

  @BeforeEach
  void copyWhatExamplesReferTo() throws IOException {
    copy(ROOT.resolve("conf/catalog"), folder.resolve("catalog"));
    copy(ROOT.resolve("conf/segments/recommended"), folder.resolve("segments/recommended"));
    Worlds.write(folder.resolve("lists/beta-testers.csv"), "user_id\n");
  }

  @Test
  void everyBlockOfYamlIsValid() throws IOException {
    int number = 0;
    for (Path file : List.of(RULES, README)) {
      for (String block : found(BLOCK, file)) {
        if (block.contains("labels:\n")) {
          Worlds.write(folder.resolve("catalog/labels/ours.yaml"), block);
        } else {
          write(
              "block-" + number++, block.contains("match:") ? block : "name: X\nmatch:\n" + block);
        }
      }
    }
    assertThat(number).isEqualTo(3);
    assertThat(errors()).isEmpty();
  }

  @Test
  void everyCriterionInTheTextIsValid() throws IOException {
    int number = 0;
    for (String criterion : found(CRITERION, RULES)) {
      write("criterion-" + number++, "name: X\nmatch: [" + criterion + "]\n");
    }
    assertThat(number).isGreaterThan(40);
    assertThat(errors()).isEmpty();
  }

  @Test
  void everyOperatorHasAnExample() throws IOException {
    Catalog catalog = CatalogLoader.load(folder.resolve("catalog"), 180, new Problems());
    SortedMap<String, SortedSet<String>> shown = new TreeMap<>();
    for (String criterion : found(CRITERION, RULES)) {
      Matcher label = LABEL.matcher(criterion);
      if (label.lookingAt()) {
        LabelType type = catalog.findLabel(label.group(1)).orElseThrow().type();
        String kind = type.kind().isNumber() ? "NUMBER" : type.kind().name();
        shown.computeIfAbsent(kind, any -> new TreeSet<>()).add(label.group(2));
      }
    }
    assertThat(shown)
        .containsOnlyKeys("STRING", "NUMBER", "BOOLEAN", "TIMESTAMP")
        .containsEntry(
            "STRING",
            words(
                "equals not_equals in not_in contains not_contains starts_with ends_with is_empty"))
        .containsEntry(
            "NUMBER",
            words(
                "equals not_equals in not_in greater_than at_least less_than at_most between"
                    + " is_empty"))
        .containsEntry("BOOLEAN", words("equals not_equals"))
        .containsEntry(
            "TIMESTAMP",
            words(
                "before after on between in_last_days not_in_last_days days_ago in_next_days"
                    + " is_empty"));
  }

  private static SortedSet<String> words(String text) {
    return new TreeSet<>(List.of(text.split(" ", -1)));
  }

  private void write(String id, String text) {
    Worlds.write(folder.resolve("segments").resolve(id + ".yaml"), text);
  }

  private List<String> errors() {
    Problems problems = new Problems();
    Catalog catalog = CatalogLoader.load(folder.resolve("catalog"), 180, problems);
    UserLists lists = UserLists.in(folder.resolve("lists"));
    SegmentLoader.load(folder.resolve("segments"), catalog, lists, 180, false, problems);
    return problems.errors().stream().map(Object::toString).toList();
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    List<String> found = new ArrayList<>();
    pattern.matcher(Files.readString(file)).results().forEach(result -> found.add(result.group(1)));
    return found;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
