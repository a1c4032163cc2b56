package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments of imported lists. */
class ListsTest extends SparkTest {

  private static final String D = "2026-03-31";

  @Test
  void membersAreTheAccountsOnTheList(@TempDir Path folder) throws IOException {
    Path segments = Files.createDirectories(folder.resolve("segments"));
    Files.writeString(segments.resolve("vips.yaml"), "name: VIPs\nmatch: [{list: vip}]\n");
    Files.writeString(
        segments.resolve("others.yaml"),
        "name: Others\nmatch: [{not: {any: [{list: vip}, {list: staff}]}}]\n");
    Path lists = Files.createDirectories(folder.resolve("lists"));
    Files.writeString(lists.resolve("vip.csv"), "\uFEFFuser_id,since\na,1\na,2\ngone,3\nB,4\n");
    Files.writeString(lists.resolve("staff.csv"), "user_id\nc\n");
    World world = World.in(folder).segments(segments).setting("lists: '" + lists + "'");
    world.rows(
        "users",
        D,
        "{'user_id':'a','account_type':'guest'}",
        "{'user_id':'b','account_type':'guest'}",
        "{'user_id':'c','account_type':'guest'}",
        "{'user_id':'B','account_type':'guest','deleted_at':'2026-01-01T00:00:00Z'}");
    world.emptyRest(D).run(D);

    assertThat(world.members(D, "vips")).containsExactly("a");
    assertThat(world.members(D, "others")).containsExactly("b");
    String hash = hash(world);

    Files.writeString(lists.resolve("vip.csv"), "user_id\nb\n");
    world.succeed("backfill", "--from", D, "--to", D);
    assertThat(world.members(D, "vips")).containsExactly("b");
    assertThat(hash(world)).isNotEqualTo(hash);
    assertThat(world.table("segment_definitions").count()).isEqualTo(4);
  }

  @Test
  void whateverNamesAndIdsHoldIsDataNeverCode(@TempDir Path folder) throws IOException {
    String hostile = "x'; DROP TABLE users; -- ${env:HOME} {{y}} `z` \\\u202E";
    Path segments = Files.createDirectories(folder.resolve("segments"));
    Files.writeString(
        segments.resolve("hostile.yaml"),
        "name: \"%1$s\"\ndescription: \"%1$s\"\nmatch: [{list: hostile}]\n"
            .formatted(hostile.replace("\\", "\\\\")));
    Path lists = Files.createDirectories(folder.resolve("lists"));
    Files.writeString(lists.resolve("hostile.csv"), "user_id\n\"" + hostile + "\"\n");
    World world = World.in(folder).segments(segments).setting("lists: '" + lists + "'");
    world.row(
        "users",
        D,
        "{\"user_id\":\"%s\",\"account_type\":\"guest\"}".formatted(hostile.replace("\\", "\\\\")));
    world.emptyRest(D).run(D);

    assertThat(world.members(D, "hostile")).containsExactly(hostile);
    assertThat(texts(world.table("segment_counts"), "name")).containsExactly(hostile);
    World.Result why = world.execute("explain", "hostile", "--user", hostile);
    assertThat(why.out()).contains("the user is in the segment hostile");
  }

  private static String hash(World world) {
    return texts(world.table("segment_counts").filter("segment_id = 'vips'"), "definition_hash")
        .get(0);
  }
}
