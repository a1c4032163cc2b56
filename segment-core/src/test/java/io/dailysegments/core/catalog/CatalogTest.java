package io.dailysegments.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.core.catalog.ParameterValue.ListValue;
import io.dailysegments.core.catalog.ParameterValue.NumberValue;
import io.dailysegments.core.catalog.ParameterValue.TextValue;
import io.dailysegments.core.problem.Problems;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogTest {

  private static final String EVENTS =
      "[{code: a, category: c, name: A, properties: {p: {type: string, values: [x]}}}]";
  private static final String LABELS =
      """
      category: ours
      labels:
        - {name: user_type, type: string, description: x, when_null: y, sql: users.account_type}
        - {name: accept_marketing, type: boolean, description: x, when_null: y, sql: "true"}
        - name: best
          type: string
          description: x
          when_null: y
          values: [":known", b, Others]
          parameters: {known: [a, b], limit: 0.50}
          metrics: {taps: {behavior: a, last_days: 30, measure: times}}
          sql: ":taps + :limit"
      """;

  @TempDir private Path folder;

  @Test
  void replacedParametersStandInTheBlockAndItsValues() throws IOException {
    Catalog catalog =
        catalog(EVENTS, LABELS)
            .withParameters(Map.of("best", Map.of("known", list("z", "Others"))));

    LabelDefinition best = catalog.findLabel("best").orElseThrow();
    assertThat(best.parameters())
        .isEqualTo(
            Map.of("known", list("z", "Others"), "limit", new NumberValue(new BigDecimal("0.50"))));
    assertThat(best.allowedValues()).containsExactly("z", "Others", "b");
    assertThat(best.values()).containsExactly(":known", "b", "Others");
  }

  @Test
  void aParameterThatIsNotThereCannotBeReplaced() throws IOException {
    Catalog catalog = catalog(EVENTS, LABELS);

    assertThatThrownBy(() -> catalog.withParameters(Map.of("best", Map.of("limits", list("z")))))
        .hasMessage("Cannot replace parameter 'limits' of 'best' by a list");
    assertThatThrownBy(() -> catalog.withParameters(Map.of("best", Map.of("limit", list("z")))))
        .hasMessage("Cannot replace parameter 'limit' of 'best' by a list");
    assertThatThrownBy(() -> catalog.withParameters(Map.of("none", Map.of("limit", list("z")))))
        .hasMessage("Cannot replace parameter 'limit' of 'none' by a list");
  }

  @Test
  void wordsAndWaysOfWritingLeaveTheFingerprintAsItIs() throws IOException {
    String print = catalog(EVENTS, LABELS).fingerprint();

    assertThat(print).matches("[0-9a-f]{64}");
    assertThat(
            catalog(
                    EVENTS.replace("name: A", "name: Z, description: other"),
                    LABELS
                        .replace("description: x", "description: other, unit: days")
                        .replace("description: other, unit: days\n", "description: other\n")
                        .replace("0.50", "0.5")
                        .replace("last_days: 30", "days_ago: [29, 0]"))
                .fingerprint())
        .isEqualTo(print);
  }

  @Test
  void whatCanChangeACellChangesTheFingerprint() throws IOException {
    String print = catalog(EVENTS, LABELS).fingerprint();

    for (String[] change :
        List.of(
            new String[] {"0.50", "0.51"},
            new String[] {"last_days: 30", "last_days: 31"},
            new String[] {":taps + :limit", ":taps - :limit"},
            new String[] {"name: best", "name: best2"},
            new String[] {"[a, b]", "[b, a]"})) {
      assertThat(catalog(EVENTS, LABELS.replace(change[0], change[1])).fingerprint())
          .as(change[1])
          .isNotEqualTo(print);
    }
    assertThat(catalog(EVENTS.replace("string, values: [x]", "number"), LABELS).fingerprint())
        .isNotEqualTo(print);
  }

  @Test
  void theFingerprintOfEventsDependsOnWhatADigestHolds() throws IOException {
    String print = catalog(EVENTS, LABELS).events().fingerprint();

    assertThat(
            catalog(EVENTS.replace("name: A", "name: Z"), LABELS.replace("0.50", "1"))
                .events()
                .fingerprint())
        .isEqualTo(print);
    for (String other :
        List.of(
            EVENTS.replace("category: c", "category: d"),
            EVENTS.replace("name: A", "counts_as_activity: false"),
            EVENTS.replace("p: {", "q: {"),
            EVENTS.replace("}}}]", "}}}, {code: b, category: c}]"))) {
      assertThat(catalog(other, LABELS).events().fingerprint()).as(other).isNotEqualTo(print);
    }
  }

  private Catalog catalog(String events, String labels) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("events")).resolve("e.yaml"), events);
    Files.writeString(Files.createDirectories(folder.resolve("labels")).resolve("l.yaml"), labels);
    Problems problems = new Problems();
    Catalog catalog = CatalogLoader.load(folder, 180, problems);
    assertThat(problems.errors()).isEmpty();
    return catalog;
  }

  private static ListValue list(String... texts) {
    return new ListValue(
        java.util.Arrays.stream(texts).<ParameterValue>map(TextValue::new).toList());
  }
}
