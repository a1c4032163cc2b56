package io.dailysegments.jobs.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program {@code scripts/benchmark}. */
@Command(
    name = "scripts/benchmark",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Measures nights of a made world, beside DuckDB and plain Spark SQL, and checks that all agree.")
final class Benchmark implements Callable<Integer> {

  private static final List<Scenario> SCENARIOS =
      List.of(new NightScenario(), new SegmentsScenario(), new HistoryScenario());

  private static final String JSON = ".json";

  @Spec private CommandSpec spec;

  @Option(names = "--home", hidden = true, required = true)
  private Path home;

  @Option(names = "--users", paramLabel = "N", description = "Accounts.")
  private long users = 100_000;

  @Option(names = "--days", paramLabel = "N", description = "Log dates, the night's included.")
  private int days = 30;

  @Option(
      names = "--events-per-user-day",
      paramLabel = "X",
      description = "Events of a user a day.")
  private double events = 4;

  @Option(names = "--segments", paramLabel = "N", description = "Segments.")
  private int segments = 300;

  @Option(names = "--seed", paramLabel = "S", description = "Another seed gives another world.")
  private long seed = 1;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "The heap of the program and of plain SQL, and what the peer may use.")
  private String heap = "8g";

  @Option(names = "--to", paramLabel = "DIR", description = "Where worlds and results are kept.")
  private Path folder = Path.of("benchmark");

  @Option(names = "--no-peer", description = "Leave out the peer, and the comparison with it.")
  private boolean withoutPeer;

  @Option(
      names = "--no-plain-sql",
      description = "Leave out plain Spark SQL, and the comparison with it.")
  private boolean withoutPlainSql;

  @Option(names = "--scenario", paramLabel = "NAME", description = "night, segments or history.")
  private String scenario = "night";

  @Option(names = "--plots", description = "Only make charts of all results below --to.")
  private boolean plots;

  /** Runs the benchmark and ends with 0, or with 6 if the program and another way differ. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    if (plots) {
      say(Plots.write(results(), home.resolve("docs").resolve("performance")).toString());
      return 0;
    }
    Scenario asked =
        SCENARIOS.stream()
            .filter(one -> one.name().equals(scenario))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandLine.ParameterException(
                        spec.commandLine(), "Unknown scenario: " + scenario));
    return measure(asked);
  }

  private int measure(Scenario asked) throws IOException, InterruptedException, SQLException {
    Machine machine = Machine.here();
    WorldSize size = new WorldSize(users, days, events, seed);
    SegmentMix mix = new SegmentMix(segments, SegmentMix.Form.PLAIN);
    SessionStart start = SessionStart.measure(folder.toAbsolutePath(), heap);
    MeasureNight night = new MeasureNight(home, folder, heap);
    List<NightResult> nights = new ArrayList<>();
    for (Scenario.Case one : asked.cases(size, mix)) {
      say("Measuring " + one.size() + ", " + one.mix());
      nights.add(night.measure(one, others()));
    }
    Instant now = Clock.systemUTC().instant();
    Versions versions = Versions.here(home, nights.get(0).peer().version());
    BenchmarkResult result =
        new BenchmarkResult(asked.name(), now.toString(), machine, versions, heap, start, nights);
    String name = asked.name() + "-" + now.getEpochSecond();
    Path file = resultFolder().resolve(name + JSON);
    result.save(file);
    List<String> table = Report.of(result, asked.answer(nights));
    Files.write(resultFolder().resolve(name + ".txt"), table);
    table.forEach(this::say);
    say("All figures: " + file);
    return result.hasDifferences() ? 6 : 0;
  }

  private Set<Reference> others() {
    Set<Reference> others = EnumSet.allOf(Reference.class);
    if (withoutPeer) {
      others.remove(Reference.PEER);
    }
    if (withoutPlainSql) {
      others.remove(Reference.PLAIN_SQL);
    }
    return others;
  }

  private List<BenchmarkResult> results() throws IOException {
    List<BenchmarkResult> results = new ArrayList<>();
    try (Stream<Path> files = Files.list(resultFolder())) {
      for (Path file : files.filter(one -> one.toString().endsWith(JSON)).sorted().toList()) {
        results.add(BenchmarkResult.load(file));
      }
    }
    return results;
  }

  private Path resultFolder() {
    return folder.resolve("results");
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
