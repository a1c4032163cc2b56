package io.dailysegments.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.jobs.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The references in {@code docs} say what the code and the catalog say. Below its marker line each
 * is generated: {@code mvn test -Dtest=ReferencesTest -Ddocs.update=true} writes them anew.
 */
class ReferencesTest {

  private static final String MARKER = "<!-- Generated from here on; see ReferencesTest. -->\n";
  private static final Path DOCS = Path.of("..", "docs");
  private static final List<String> COMMANDS =
      List.of(
          "run",
          "digest",
          "backfill",
          "verify",
          "prune",
          "forget",
          "validate",
          "list",
          "explain",
          "preview",
          "schema",
          "generate");

  @Test
  void labelsAreThoseOfTheCatalog() throws IOException {
    check("labels.md", LabelReference.of(catalog()));
  }

  @Test
  void eventsAreThoseOfTheCatalog() throws IOException {
    check("events.md", EventReference.of(catalog().events()));
  }

  @Test
  void inputsAreThoseOfTheCode() throws IOException {
    check("inputs.md", InputReference.text());
  }

  @Test
  void commandsAreThoseOfTheCommandLine() throws IOException {
    Markdown text = new Markdown();
    for (String command : COMMANDS) {
      text.heading(command).code(help(command));
    }
    check("commands.md", text.toString());
  }

  private static String help(String command) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    assertThat(Main.execute(writer, writer, Clock.systemUTC(), "help", command)).isZero();
    return out.toString();
  }

  private static Catalog catalog() {
    Problems problems = new Problems();
    Catalog catalog = CatalogLoader.load(Path.of("..", "conf", "catalog"), 180, problems);
    problems.throwIfAny();
    return catalog;
  }

  private static void check(String name, String generated) throws IOException {
    Path file = DOCS.resolve(name);
    String text = Files.readString(file);
    assertThat(text).as("the marker of %s", name).contains(MARKER);
    int end = text.indexOf(MARKER) + MARKER.length();
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(file, text.substring(0, end) + generated);
      return;
    }
    assertThat(text.substring(end))
        .as("%s is stale: run mvn test -Dtest=ReferencesTest -Ddocs.update=true", name)
        .isEqualTo(generated);
  }
}
