package io.dailysegments.jobs.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.rule.SegmentLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema that editors use accepts what is valid and refuses what a schema can refuse. */
class SegmentSchemaTest {

  @TempDir private Path folder;

  private static final Path SHIPPED = Path.of("..", "conf", "schema", "segment.schema.json");
  private static final Path INVALID =
      Path.of("../segment-core/src/test/resources/io/dailysegments/core/rule/invalid");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** What needs arithmetic, other files, a warning only, or the text of the file. */
  private static final Set<String> BEYOND_A_SCHEMA =
      Set.of(
          "always-days.yaml",
          "always-true-number.yaml",
          "beyond-int.yaml",
          "blank-name.yaml",
          "every-value-excluded.yaml",
          "everybody.yaml",
          "finer-than-a-decimal.yaml",
          "half-a-character.yaml",
          "half-a-day.yaml",
          "is-empty-of-text.yaml", // "yes", which this test's reader of YAML 1.1 takes for true
          "list-unknown.yaml",
          "negative-times.yaml",
          "nobody.yaml",
          "not-a-day.yaml",
          "reversed-between.yaml",
          "reversed-days-ago.yaml",
          "reversed-days.yaml",
          "reversed-from-to.yaml",
          "too-many-days.yaml");

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(generated());

  private static JsonNode generated() {
    Problems problems = new Problems();
    Catalog catalog = CatalogLoader.load(Path.of("..", "conf", "catalog"), 180, problems);
    problems.throwIfAny();
    return SegmentSchema.of(catalog, 180);
  }

  static Stream<Path> shippedSegments() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", "conf", "segments"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("shippedSegments")
  void shippedSegmentsAreValid(Path file) throws IOException {
    assertThat(SCHEMA.validate(YAML.readTree(file.toFile()))).isEmpty();
  }

  @Test
  void everyOperatorIsValid() throws IOException {
    String text =
        """
        name: All
        description: x
        owner: y
        tags: [a]
        kind: custom
        status: draft
        consent: required
        include_deleted: true
        match:
          - any:
              - {label: country_en, equals: Germany}
              - {label: country_en, not_equals: Germany}
              - {label: country_en, in: [A, B]}
              - {label: country_en, not_in: [A]}
              - {label: city_zh, contains: 柏}
              - {label: city_zh, not_contains: x}
              - {label: city_zh, starts_with: x}
              - {label: city_zh, ends_with: x}
              - {label: lifecycle, is_empty: true}
              - {label: app_version, equals: "5.10"}
          - all:
              - {label: active_days_30d, equals: 1}
              - {label: active_days_30d, not_equals: 1}
              - {label: active_days_30d, in: [1, 2]}
              - {label: active_days_30d, not_in: [1, 2]}
              - {label: vas_amount_placed, greater_than: 1.5}
              - {label: vas_amount_placed, at_least: 1.5}
              - {label: vas_amount_placed, less_than: 1.5}
              - {label: vas_amount_placed, at_most: 1.5}
              - {label: positive_review_pct, between: [1, 2.5]}
              - {label: have_gateway, not_equals: false}
          - not:
              all:
                - {label: registered_at, before: 2026-01-01}
                - {label: registered_at, after: "2026-01-01"}
                - {label: registered_at, on: 2026-01-01}
                - {label: registered_at, between: [2026-01-01, 2026-01-02]}
                - {label: registered_at, in_last_days: 400}
                - {label: registered_at, not_in_last_days: 4}
                - {label: registered_at, days_ago: [400, 0]}
                - {label: cloud_storage_expires_at, in_next_days: 14}
          - {behavior: pairing_end, where: {result: {equals: failure}}, last_days: 30, days: {between: [2, 5]}}
          - {behavior: [mall_visit, mall_item_purchase], days_ago: [0, 0], sum: {property: amount, at_least: 1}}
          - {behavior: mall_visit, from: 2026-01-01, to: 2026-01-02, performed: false}
          - {segment: very-satisfied}
          - {list: vips}
        """;
    assertThat(SCHEMA.validate(YAML.readTree(text))).isEmpty();
  }

  @Test
  void propertiesBelongToTheirEvents() throws IOException {
    assertThat(accepts("behavior: pairing_end, where: {result: {equals: success}}")).isTrue();
    assertThat(accepts("behavior: pairing_end, where: {result: {equals: succes}}")).isFalse();
    assertThat(accepts("behavior: pairing_end, where: {result: {contains: succ}}")).isTrue();
    assertThat(accepts("behavior: [page_view, pairing_end], where: {result: {in: [failure]}}"))
        .isTrue();
    assertThat(accepts("behavior: page_view, where: {result: {equals: success}}")).isFalse();
    assertThat(accepts("behavior: [page_view], where: {result: {equals: success}}")).isFalse();
    assertThat(accepts("behavior: pairing_end, where: {}")).isFalse();
    assertThat(accepts("behavior: mall_item_purchase, sum: {property: amount, at_least: 1}"))
        .isTrue();
    assertThat(accepts("behavior: page_view, sum: {property: amount, at_least: 1}")).isFalse();
    assertThat(
            accepts(
                "behavior: [mall_visit, mall_item_purchase], sum: {property: amount, at_least: 1}"))
        .isTrue();
  }

  private static boolean accepts(String behavior) throws IOException {
    return isAccepted("name: X\nmatch: [{last_days: 3, " + behavior + "}]\n");
  }

  @Test
  void numbersOfDaysAreAsLargeAsTheValidatorTakesThem() {
    for (String test :
        List.of(
            "days_ago: [3000000000, 0]",
            "in_last_days: 3000000000",
            "not_in_last_days: 3000000000",
            "in_next_days: 3000000000")) {
      String text = "name: X\nmatch: [{label: registered_at, " + test + "}]\n";
      assertThat(isAccepted(text)).as(test).isTrue();
      assertThat(isValid(text)).as(test).isTrue();
    }
  }

  private boolean isValid(String text) {
    Problems problems = new Problems();
    Path segments = folder.resolve("segments");
    try {
      Files.createDirectories(segments);
      Files.writeString(segments.resolve("x.yaml"), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Catalog catalog = CatalogLoader.load(Path.of("..", "conf", "catalog"), 180, problems);
    SegmentLoader.load(segments, catalog, UserLists.in(segments), 180, false, problems);
    return problems.errors().isEmpty();
  }

  @Test
  void whatIsInvalidIsRefusedAsFarAsASchemaCan() throws IOException {
    Set<String> accepted = new TreeSet<>();
    try (Stream<Path> files = Files.list(INVALID)) {
      for (Path file : files.sorted().toList()) {
        if (isAccepted(Files.readString(file))) {
          accepted.add(file.getFileName().toString());
        }
      }
    }
    assertThat(accepted).isEqualTo(new TreeSet<>(BEYOND_A_SCHEMA));
  }

  private static boolean isAccepted(String text) {
    try {
      return SCHEMA.validate(YAML.readTree(text)).isEmpty();
    } catch (JsonProcessingException e) {
      return false; // not even YAML
    }
  }

  @Test
  void theShippedSchemaIsThatOfTheShippedCatalog() throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(generated()) + "\n";
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(SHIPPED, text);
    }
    assertThat(Files.readString(SHIPPED))
        .as("stale: run mvn test -Dtest=SegmentSchemaTest -Ddocs.update=true")
        .isEqualTo(text);
  }

  @Test
  void labelsEventsAndOperatorsComeWithHoverText() {
    assertThat(generated().toString())
        .contains("There is a value, and it is none of these.", "Pairing has ended")
        .contains("Days of the last 30 with an event that counts as activity. Null: never");
    assertThat(List.of(generated().findValuesAsText("const")).toString())
        .contains("lifecycle", "pairing_end");
  }
}
