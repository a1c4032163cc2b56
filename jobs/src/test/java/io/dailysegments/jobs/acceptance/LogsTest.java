package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that names a person or tells a rule is in logs, whatever a night brings. */
class LogsTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";
  private static final String ID = "uid-zq7431";
  private static final String MAIL = "zq.leak@example.org";
  private static final String PHONE = "+4915117431999";
  private static final String LITERAL = "ZqLiteral";
  private static final List<String> SECRETS = List.of(ID, MAIL, PHONE, LITERAL);

  @TempDir Path folder;

  private World world() throws IOException {
    Path small = World.copy(Path.of("src/test/resources/small"), folder.resolve("small"));
    Path labels = small.resolve("catalog/labels/labels.yaml");
    Files.writeString(
        labels, Files.readString(labels).replace("[iOS, Android]", "[iOS, Android, ZqLiteral]"));
    Files.writeString(
        small.resolve("segments/secret.yaml"),
        "name: Secret\nmatch:\n  - {label: platform, equals: " + LITERAL + "}\n");
    World world =
        World.small(folder)
            .catalog(small.resolve("catalog"))
            .segments(small.resolve("segments"))
            .setting("quality: {max_rejected_share: 1.0}");
    for (String day : List.of(DAY_1, DAY_2)) {
      for (String user : List.of(ID, MAIL, PHONE)) {
        world.rows("users", day, "{'user_id':'%s','account_type':'guest'}".formatted(user));
        String event =
            ("{'event_id':'%1$s%2$s','user_id':'%1$s','event_time':'%2$sT10:00:00Z',"
                    + "'event_code':'page_view','platform':'%3$s'}")
                .formatted(user, day, LITERAL);
        world.rows("app_events", day, event, event, event.replace("2026", "2035"));
      }
      world.rows("users", day, "{'user_id':'%s','account_type':null}".formatted(ID + "-x"));
    }
    return world;
  }

  /** Settings by which the same accounts are CSV that must be well-formed, and are not. */
  private Path failing(Path good) throws IOException {
    Path csv = folder.resolve("csv/dt=" + DAY_2 + "/part.csv");
    Files.createDirectories(csv.getParent());
    Files.writeString(
        csv, "user_id,account_type\n%s,guest\n%s,guest,\"%s\n".formatted(MAIL, ID, PHONE));
    String users = "{format: csv, path: ../csv, options: {header: 'true', mode: FAILFAST}}";
    String yaml = Files.readString(good).replace("{format: json, path: ../data/users}", users);
    assertThat(yaml).contains("FAILFAST");
    return Files.writeString(good.resolveSibling("failing.yaml"), yaml);
  }

  private static List<String> command(Path conf, String... args) {
    List<String> command = new ArrayList<>(Arrays.asList(args));
    command.addAll(List.of("--conf", conf.toString()));
    return command;
  }

  @Test
  void noCommandLogsIdsAddressesOrLiteralsAndOnlyResultsAreOnStandardOutput()
      throws IOException, InterruptedException {
    World world = world();
    Path conf = world.conf();
    Path forgotten = Files.writeString(folder.resolve("ids.txt"), MAIL + "\n");
    Path out = folder.resolve("out.txt");
    Program program =
        Program.startAll(
            out,
            List.of(
                command(conf, "run", "--date", DAY_1),
                command(conf, "digest", "--from", DAY_2, "--to", DAY_2),
                command(conf, "backfill", "--from", DAY_1, "--to", DAY_2),
                command(failing(conf), "run", "--date", DAY_2),
                command(conf, "verify", "--date", DAY_2),
                command(conf, "forget", "--file", forgotten.toString()),
                command(conf, "prune")));
    assertThat(program.end()).as(program.said()).isZero();
    String said = program.said();
    assertThat(said.lines().filter(line -> line.contains(" ended with ")))
        .as(said)
        .containsExactly(
            "run ended with 0",
            "digest ended with 0",
            "backfill ended with 0",
            "run ended with 4",
            "verify ended with 0",
            "forget ended with 0",
            "prune ended with 0");
    assertThat(said)
        .contains("INFO")
        .contains("Cannot read input 'users': file ")
        .contains("(MALFORMED_CSV_RECORD)")
        .doesNotContain("\tat ", "Exception");
    String printed = Files.readString(out);
    assertThat(printed).contains("1 users are forgotten").doesNotContain("Deleted");
    for (String secret : SECRETS) {
      assertThat(said).doesNotContain(secret);
      assertThat(printed).doesNotContain(secret);
      assertThat(deltaLogs(secret)).as(secret).isEmpty();
    }
  }

  private List<Path> deltaLogs(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse"))) {
      return files
          .filter(file -> file.toString().contains("_delta_log"))
          .filter(file -> file.toString().endsWith(".json") && contains(file, text))
          .toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
