package io.dailysegments.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.catalog.ParameterValue.NumberValue;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelOverridesTest {

  @TempDir private Path folder;

  private final Problems problems = new Problems();

  @Test
  void parametersOfLabelsAndSourcesAreReplaced() throws IOException {
    Catalog catalog = apply("phone_model: {keep: 3}", "home_place: {max_distance_km: 7}");

    assertThat(problems.errors()).isEmpty();
    assertThat(catalog.findLabel("phone_model").orElseThrow().parameters().get("keep"))
        .isEqualTo(new NumberValue(new BigDecimal(3)));
    assertThat(catalog.findSource("home_place").orElseThrow().parameters().get("max_distance_km"))
        .isEqualTo(new NumberValue(new BigDecimal(7)));
  }

  @Test
  void whatTheCatalogDoesNotHaveIsNamedWithTheNearestName() throws IOException {
    apply(
        "phone_modl: {keep: 3}",
        "phone_model: {kep: 3}",
        "have_email: {keep: 3}",
        "app_version: {keep: [3]}",
        "platform: {known: iOS}");

    assertThat(problems.errors())
        .extracting(Problem::toString)
        .extracting(text -> text.replace(folder + "/settings.yaml:", ""))
        .containsExactly(
            "5:3: unknown label 'phone_modl'. Did you mean 'phone_model'?",
            "6:17: 'phone_model' has no parameter 'kep'. Did you mean 'keep'?",
            "7:16: 'have_email' has no parameter 'keep'. It has none.",
            "8:17: 'keep' must be a number as in the catalog, not a list",
            "9:14: 'known' must be a list as in the catalog, not text");
  }

  private Catalog apply(String... labels) throws IOException {
    Path file = folder.resolve("settings.yaml");
    Files.writeString(
        file,
        "inputs:\n  app_events: {table: e}\n  users: {table: u}\nlabels:\n  "
            + String.join("\n  ", List.of(labels)));
    Settings settings = SettingsLoader.load(file);
    Catalog catalog = CatalogLoader.load(Path.of("..", "conf", "catalog"), 180, problems);
    return settings.labels().applyTo(catalog, problems);
  }
}
