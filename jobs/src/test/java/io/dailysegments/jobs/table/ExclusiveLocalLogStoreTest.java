package io.dailysegments.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes never commit the same version of a table on a local disk. */
class ExclusiveLocalLogStoreTest {

  private static final int VERSIONS = 300;

  /** A process that commits every version it can, and prints those. */
  static final class Committer {

    private Committer() {}

    public static void main(String[] args) throws IOException {
      Configuration configuration = new Configuration();
      ExclusiveLocalLogStore store = new ExclusiveLocalLogStore(configuration);
      for (int version = 0; version < VERSIONS; version++) {
        Path file = new Path(args[0], "%020d.json".formatted(version));
        try {
          store.write(file, List.of(args[1]).iterator(), false, configuration);
          System.out.println("won " + version);
        } catch (FileAlreadyExistsException e) {
          System.out.println("lost " + version);
        }
      }
    }
  }

  @Test
  void ofTwoProcessesOneWinsEachVersion(@TempDir java.nio.file.Path folder) throws Exception {
    List<Process> processes = new ArrayList<>();
    for (String name : List.of("one", "other")) {
      processes.add(
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Committer.class.getName(),
                  folder.resolve("_delta_log").toString(),
                  name)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    Set<String> won = new TreeSet<>();
    int wins = 0;
    for (Process process : processes) {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      List<String> own = out.lines().filter(line -> line.startsWith("won ")).toList();
      won.addAll(own);
      wins += own.size();
    }
    assertThat(won).hasSize(VERSIONS);
    assertThat(wins).isEqualTo(VERSIONS);
    try (var files = Files.list(folder.resolve("_delta_log"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(VERSIONS);
    }
  }
}
