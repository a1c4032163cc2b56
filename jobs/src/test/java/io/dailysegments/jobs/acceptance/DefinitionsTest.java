package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code validate} says of settings and definitions, and from where it reads them. */
class DefinitionsTest {

  @TempDir private Path folder;

  @Test
  void theShippedDefinitionsAreValid() {
    World.Result result =
        World.in(folder).segments(World.CONF.resolve("segments")).execute("validate");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("57 labels", "53 events", "27 segments");
  }

  @Test
  void definitionsMayLieOnAnyFileSystemOfHadoop() throws IOException {
    Path catalog = World.copy(World.CONF.resolve("catalog"), folder.resolve("a catalog"));
    Path segments =
        World.copy(
            World.CONF.resolve("segments").resolve("recommended"), folder.resolve("segments"));
    World world =
        World.in(folder).catalog("file://" + catalog + "/").segments("file://" + segments);
    World.Result sound = world.execute("validate");
    assertThat(sound.exit()).as(sound.err()).isZero();
    assertThat(sound.out()).contains("57 labels", "10 segments");

    Files.writeString(
        segments.resolve("own.yaml"), "name: Own\nmatch: [{label: platfrom, equals: iOS}]\n");
    World.Result faulty = world.execute("validate");
    assertThat(faulty.exit()).isEqualTo(3);
    assertThat(faulty.err())
        .contains("own.yaml:2:", "Did you mean 'platform'?")
        .doesNotContain("segments-definitions-");
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    World.Result local = World.in(folder).segments(folder.resolve("nowhere")).execute("validate");
    assertThat(local.exit()).isEqualTo(3);
    assertThat(local.err()).contains("nowhere");
    World.Result remote =
        World.in(folder).catalog("file://" + folder.resolve("nowhere")).execute("validate");
    assertThat(remote.exit()).isEqualTo(3);
    assertThat(remote.err()).contains("file:" + folder.resolve("nowhere"));
  }

  @Test
  void aParameterThatADerivationCannotUseIsRefused() {
    World.Result result =
        World.in(folder)
            .setting("labels: {app_version: {keep: 1.5}, home_place: {max_distance_km: -1}}")
            .execute("validate");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains(
            "parameter 'keep' must be a whole number from 0 to 2147483647",
            "parameter 'max_distance_km' must be a number from 0");
  }

  @Test
  void everyProblemOfSettingsIsSaidWithItsPlaceAndTheNearestKey() {
    World.Result result = World.in(folder).setting("zoone: UTC").execute("validate");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("settings.yaml:1:1: ").contains("'zone'");
  }

  @Test
  void aSettingsFileThatIsNotThereIsSaid() {
    World world = World.in(folder);
    World.Result result = world.execute("validate");
    assertThat(result.exit()).isZero();
    assertThat(world.executeWith(folder.resolve("other.yaml"), "validate").err())
        .contains(folder.resolve("other.yaml").toString());
  }
}
