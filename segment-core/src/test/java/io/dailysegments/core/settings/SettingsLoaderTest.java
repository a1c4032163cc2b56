package io.dailysegments.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dailysegments.core.catalog.ParameterValue.ListValue;
import io.dailysegments.core.catalog.ParameterValue.NumberValue;
import io.dailysegments.core.catalog.ParameterValue.TextValue;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.problem.BadFile;
import io.dailysegments.core.problem.DefinitionException;
import io.dailysegments.core.settings.InputSettings.Location;
import io.dailysegments.core.settings.InputSettings.Snapshot;
import io.dailysegments.core.settings.QualitySettings.Range;
import io.dailysegments.core.settings.Settings.EventSettings;
import io.dailysegments.core.settings.Settings.Warehouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SettingsLoaderTest {

  private static final String INPUTS =
      "inputs:\n"
          + "  app_events: {format: parquet, path: events}\n"
          + "  users: {format: parquet, path: users}\n";

  @TempDir private Path folder;

  static Stream<BadFile> badSettings() {
    return BadFile.below("bad-settings").stream();
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void badSettingsGiveEveryProblemWithItsPlace(BadFile file) throws IOException {
    DefinitionException e =
        catchThrowableOfType(DefinitionException.class, () -> SettingsLoader.load(file.path()));

    assertThat(e.problems())
        .extracting(problem -> problem.toString().substring(file.path().toString().length() + 1))
        .containsExactlyElementsOf(file.expected());
    assertThat(e.exitStatus()).isEqualTo(3);
  }

  @Test
  void everythingButInputsHasADefault() throws IOException {
    Settings settings = load(INPUTS);

    assertThat(settings.zone().id().getId()).isEqualTo("UTC");
    assertThat(settings.warehouse())
        .isEqualTo(new Warehouse.Folder(folder.resolve("warehouse").toString()));
    assertThat(settings.catalog()).isEqualTo(folder.resolve("conf/catalog").toString());
    assertThat(settings.segments()).isEqualTo(folder.resolve("conf/segments").toString());
    assertThat(settings.lists()).isEqualTo(folder.resolve("conf/lists").toString());
    assertThat(settings.events()).isEqualTo(new EventSettings(7, 1, 180, 64));
    assertThat(settings.labels()).isEqualTo(LabelOverrides.none());
    assertThat(settings.recommendedNeedConsent()).isFalse();
    assertThat(settings.quality())
        .isEqualTo(
            new QualitySettings(
                0.05,
                7,
                500,
                new Range(0.8, 4),
                new Range(0.4, 2),
                new Range(0.4, 4),
                0.3,
                0.5,
                new Range(0.8, 4)));
    assertThat(settings.input(InputName.HOMES)).isEmpty();
    assertThat(settings.input(InputName.USERS))
        .hasValue(
            new InputSettings(
                new Location.Files("parquet", folder.resolve("conf/users").toString(), Map.of()),
                Map.of(),
                java.util.Optional.empty(),
                new Snapshot.Daily()));
  }

  @Test
  void everyKeyIsRead() throws IOException {
    Settings settings =
        load(
            INPUTS
                + "  homes: {table: prod.raw.homes, snapshot: none, where: is_valid = 1,\n"
                + "    columns: {user_id: owner_uid, dt: day}}\n"
                + "  places: {format: csv, path: p, options: {header: true, quote: ''}}\n"
                + "  reviews: {table: r, snapshot: delta}\n"
                + "  feedback: {format: delta, path: f, snapshot: delta, as_of: \"+06:30\"}\n"
                + "  mall_orders: {table: m, snapshot: delta, as_of: \"-23:59\"}\n"
                + "zone: Asia/Shanghai\n"
                + "database: lake.segments\n"
                + "events: {late_days: 0, dedup_days: 0, retention_days: 400}\n"
                + "labels: {platform: {known: [iOS]}, home_place: {max_distance_km: 12.5}}\n"
                + "recommended_need_consent: true\n"
                + "quality: {max_rejected_share: 1}\n");

    assertThat(settings.zone().id().getId()).isEqualTo("Asia/Shanghai");
    assertThat(settings.warehouse()).isEqualTo(new Warehouse.Database("lake.segments"));
    assertThat(settings.events()).isEqualTo(new EventSettings(0, 0, 400, 64));
    assertThat(settings.recommendedNeedConsent()).isTrue();
    assertThat(settings.quality().maxRejectedShare()).isEqualTo(1);
    InputSettings homes = settings.input(InputName.HOMES).orElseThrow();
    assertThat(homes.location()).isEqualTo(new Location.Table("prod.raw.homes"));
    assertThat(homes.snapshot()).isEqualTo(new Snapshot.None());
    assertThat(homes.where()).hasValue("is_valid = 1");
    assertThat(homes.columns()).isEqualTo(Map.of("user_id", "owner_uid", "dt", "day"));
    assertThat(settings.input(InputName.PLACES).orElseThrow().location())
        .isEqualTo(
            new Location.Files(
                "csv", folder.resolve("conf/p").toString(), Map.of("header", "true", "quote", "")));
    assertThat(snapshot(settings, InputName.REVIEWS)).isEqualTo(Duration.ZERO);
    assertThat(snapshot(settings, InputName.FEEDBACK)).isEqualTo(Duration.ofMinutes(390));
    assertThat(snapshot(settings, InputName.MALL_ORDERS)).isEqualTo(Duration.ofMinutes(-1439));
    List<LabelOverrides.Block> blocks = settings.labels().blocks();
    assertThat(blocks)
        .extracting(LabelOverrides.Block::name)
        .containsExactly("platform", "home_place");
    assertThat(blocks.get(0).parameters().get(0).value())
        .isEqualTo(new ListValue(List.of(new TextValue("iOS"))));
    assertThat(blocks.get(1).parameters().get(0).value())
        .isEqualTo(new NumberValue(new BigDecimal("12.5")));
  }

  @ParameterizedTest
  @CsvSource({
    "/abs/./x/../y, /abs/y",
    "hdfs://nn:8020/a/../b, hdfs://nn:8020/a/../b",
    "file:/x, file:/x",
    "s3a://bucket/x, s3a://bucket/x",
  })
  void absolutePathsAndUrisAreKept(String written, String path) throws IOException {
    assertThat(load(INPUTS + "lists: " + written).lists()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({".., ''", "../../x, ../x", "a/./b, conf/a/b", "a:b, conf/a:b"})
  void relativePathsAreThoseOfTheSettingsFile(String written, String path) throws IOException {
    assertThat(load(INPUTS + "lists: '" + written + "'").lists())
        .isEqualTo(folder.resolve(path).normalize().toString());
  }

  @Test
  void aMissingSettingsFileIsNamed() {
    Path file = folder.resolve("none.yaml");

    assertThatThrownBy(() -> SettingsLoader.load(file))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(file + ":1:1: cannot read the file: there is no such file");
  }

  @Test
  void theFingerprintDependsOnWhatChangesResultsOnly() throws IOException {
    String print =
        load(INPUTS + "events: {late_days: 7}\nlabels: {a: {b: 0.80, c: 1}}").fingerprint();

    assertThat(print).matches("[0-9a-f]{64}");
    assertThat(
            load(INPUTS.replace("path: users", "path: other")
                    + "labels: {a: {c: 1, b: 0.8}}\n"
                    + "warehouse: elsewhere\nquality: {max_rejected_share: 0.5}\nzone: UTC")
                .fingerprint())
        .isEqualTo(print);
    for (String other :
        List.of(
            "labels: {a: {b: 0.81, c: 1}}",
            "labels: {a: {b: 0.80, c: 1}}\nzone: Asia/Tokyo",
            "labels: {a: {b: 0.80, c: 1}}\nevents: {dedup_days: 2}",
            "labels: {a: {b: 0.80, c: 1}}\nrecommended_need_consent: true",
            "  homes: {table: h}\nlabels: {a: {b: 0.80, c: 1}}")) {
      assertThat(load(INPUTS + other).fingerprint()).as(other).isNotEqualTo(print);
    }
  }

  @Test
  void theShippedSettingsHoldTheDefaults() throws IOException {
    Settings shipped = SettingsLoader.load(Path.of("..", "conf", "settings.yaml"));
    Settings defaults = load(INPUTS);

    assertThat(shipped.inputs().keySet()).containsExactly(InputName.values());
    assertThat(shipped.events()).isEqualTo(defaults.events());
    assertThat(shipped.quality()).isEqualTo(defaults.quality());
    assertThat(shipped.zone()).isEqualTo(defaults.zone());
    assertThat(shipped.recommendedNeedConsent()).isFalse();
    shipped
        .inputs()
        .forEach(
            (name, input) ->
                assertThat(input.location())
                    .isEqualTo(
                        new Location.Files(
                            "parquet",
                            Path.of("../data")
                                .resolve(name.key())
                                .toAbsolutePath()
                                .normalize()
                                .toString(),
                            Map.of())));
  }

  private static Duration snapshot(Settings settings, InputName name) {
    return ((Snapshot.DeltaVersion) settings.input(name).orElseThrow().snapshot()).shift();
  }

  private Settings load(String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("conf")).resolve("settings.yaml");
    Files.writeString(file, text);
    return SettingsLoader.load(file);
  }
}
