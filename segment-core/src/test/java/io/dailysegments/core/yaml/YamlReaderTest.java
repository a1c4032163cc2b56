package io.dailysegments.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode.ScalarType;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import io.dailysegments.core.yaml.YamlNode.YamlList;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import io.dailysegments.core.yaml.YamlNode.YamlRefused;
import io.dailysegments.core.yaml.YamlNode.YamlScalar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlReaderTest {

  @TempDir private Path folder;

  private final Problems problems = new Problems();

  @Test
  void nodesKnowWhereTheyStand() {
    YamlMap map = (YamlMap) read("a: 1\nlist:\n  - x\n  - {b: 'y'}\n");

    assertThat(map.position()).isEqualTo(at(1, 1));
    assertThat(map.entries().get(1).position()).isEqualTo(at(2, 1));
    YamlList list = (YamlList) map.entries().get(1).value();
    assertThat(list.position()).isEqualTo(at(3, 3));
    assertThat(list.items().get(0)).isEqualTo(new YamlScalar(at(3, 5), ScalarType.TEXT, "x"));
    YamlMap inner = (YamlMap) list.items().get(1);
    assertThat(inner.entries().get(0).value())
        .isEqualTo(new YamlScalar(at(4, 9), ScalarType.TEXT, "y"));
  }

  @Test
  void columnsCountCharactersNotSurrogates() {
    YamlMap map = (YamlMap) read("{'😀': x}");

    assertThat(map.entries().get(0).value().position()).isEqualTo(at(1, 7));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "on,TEXT",
        "yes,TEXT",
        "2026-01-31,TEXT",
        "12:30,TEXT",
        "0b1,TEXT",
        "1_000,TEXT",
        "True,BOOLEAN",
        "false,BOOLEAN",
        "tRue,TEXT",
        "~,NULL",
        "Null,NULL",
        "7,INTEGER",
        "-7,INTEGER",
        "+7,INTEGER",
        "007,INTEGER",
        "0x1F,INTEGER",
        "0o17,INTEGER",
        "5.10,FLOAT",
        "1e3,FLOAT",
        ".5,FLOAT",
        "5.,FLOAT",
        "-.inf,FLOAT",
        ".nan,FLOAT",
        "1.2.3,TEXT",
        "'7',TEXT",
        "\"true\",TEXT"
      })
  void scalarsHaveTheTypesOfTheCoreSchema(String text, ScalarType type) {
    YamlList list = (YamlList) read("- " + text);

    assertThat(((YamlScalar) list.items().get(0)).type()).isEqualTo(type);
  }

  @Test
  void aKeyWithoutValueHoldsNothing() {
    YamlMap map = (YamlMap) read("a:\nb: x");

    assertThat(map.entries().get(0).value().kind()).isEqualTo("nothing");
  }

  @Test
  void surrogatePairsMayStandAnywhere() {
    for (int before = 1010; before < 1040; before++) {
      YamlMap map = (YamlMap) read("a: " + "x".repeat(before) + "😀".repeat(2000));

      String text = ((YamlScalar) map.entries().get(0).value()).text();
      assertThat(text).isEqualTo("x".repeat(before) + "😀".repeat(2000));
    }
  }

  @Test
  void aByteOrderMarkDoesNoHarm() {
    assertThat(read("\uFEFFa: x").position()).isEqualTo(at(1, 1));
  }

  @Test
  void windowsLineEndsDoNoHarm() {
    YamlMap map = (YamlMap) read("a: x\r\nb: y\r\n");

    assertThat(map.entries().get(1).value())
        .isEqualTo(new YamlScalar(at(2, 4), ScalarType.TEXT, "y"));
  }

  @Test
  void everyProblemOfAFileIsReportedInOneGo() {
    assertThat(report("a: &x 1\nb: *x\na: 2\n3: c\nd: !!str e\n[f]: g\n~: h\n"))
        .containsExactly(
            "f.yaml:1:4: YAML anchors and aliases are not supported: write the value out",
            "f.yaml:2:4: YAML anchors and aliases are not supported: write the value out",
            "f.yaml:3:1: key 'a' stands here a second time, first on line 1",
            "f.yaml:4:1: a key must be text, not a number: write '3'",
            "f.yaml:5:4: YAML tags are not supported: leave out 'tag:yaml.org,2002:str'",
            "f.yaml:6:1: a key must be text, not a list",
            "f.yaml:7:1: a key must be text, not nothing: write '~'");
  }

  @Test
  void whatIsRefusedIsLeftOutOfTheDocument() {
    String text = "a: &x 1\nb: *x\na: 2\n3: c\nd: [!!str e, f]\n\"g\\uD800\": h\n";
    YamlMap map = (YamlMap) YamlReader.read("f.yaml", text, problems).orElseThrow();

    assertThat(map.entries()).extracting(YamlEntry::key).containsExactly("a", "b", "d");
    assertThat(map.entries().get(0).value())
        .isEqualTo(new YamlScalar(at(1, 4), ScalarType.INTEGER, "1"));
    assertThat(map.entries().get(1).value()).isEqualTo(new YamlRefused(at(2, 4)));
    assertThat(((YamlList) map.entries().get(2).value()).items())
        .containsExactly(
            new YamlRefused(at(5, 5)), new YamlScalar(at(5, 14), ScalarType.TEXT, "f"));
  }

  @Test
  void halfOfASurrogatePairIsRefused() {
    assertThat(report("a: \"x\\uD800\"\nb: \"\\uDC00\\uD83D\"\nc: \"\\uD83D\\uDE00\"\n"))
        .containsExactly(
            "f.yaml:1:4: 'x\\ud800' holds half of a surrogate pair: no character",
            "f.yaml:2:4: '\\udc00\\ud83d' holds half of a surrogate pair: no character");
  }

  @Test
  void aCommaInANumberIsCalledSo() {
    assertThat(report("{x: 1,000}")).containsExactly("f.yaml:1:7: write 1000 without the comma");
    assertThat(report("{x: 12,000, y: z}")).contains("f.yaml:1:8: write 12000 without the comma");
  }

  @Test
  void anotherVersionOfYamlIsRefused() {
    assertThat(refuse("%YAML 2.0\n---\na: 1\n"))
        .containsExactly(
            "f.yaml:1:1: this is YAML 2.0, and 1.2 is read: leave out the line that begins with"
                + " %YAML");
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThat(report("a: 1\n---\nb: 2\n"))
        .containsExactly("f.yaml:2:1: a second document begins here: a file holds one");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThat(refuse("")).containsExactly("f.yaml:1:1: the file is empty");
  }

  @Test
  void aFileOfCommentsIsEmpty() {
    assertThat(refuse("# nothing\n")).containsExactly("f.yaml:1:1: the file is empty");
  }

  @Test
  void anUnclosedListIsASyntaxError() {
    assertThat(refuse("a: [1, 2\nb: 3\n"))
        .containsExactly(
            "f.yaml:2:2: not valid YAML: while parsing a flow sequence: expected ',' or ']', but"
                + " got :");
  }

  @Test
  void aTabAsIndentIsASyntaxError() {
    assertThat(refuse("a:\n\tb: 1\n"))
        .containsExactly(
            "f.yaml:2:1: not valid YAML: while scanning for the next token: found character"
                + " '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)");
  }

  @Test
  void aControlCharacterIsRefusedWithItsPlace() {
    assertThat(refuse("a: b\nc: d\u0007\n"))
        .containsExactly(
            "f.yaml:2:5: character U+0007 is not allowed in YAML: write it as \"\\u0007\" in double"
                + " quotes");
  }

  @Test
  void fiveHundredLevelsAreReadAndOneMoreIsRefused() {
    assertThat(read("[".repeat(500) + "]".repeat(500)).kind()).isEqualTo("a list");
    assertThat(refuse("[".repeat(501) + "]".repeat(501)))
        .containsExactly("f.yaml:1:501: maps and lists are nested more than 500 levels deep");
  }

  @Test
  void aMegabyteOfBracketsIsRefusedNotOverflown() {
    assertThat(refuse("[".repeat(1_000_000)))
        .containsExactly("f.yaml:1:501: maps and lists are nested more than 500 levels deep");
  }

  @Test
  void anAliasBombIsRefused() {
    assertThat(report("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")).hasSize(6);
  }

  @Test
  void aFileOfMoreThanAMebibyteIsRefused() throws IOException {
    Path file = folder.resolve("large.yaml");
    Files.writeString(file, "a: " + "x".repeat(1024 * 1024));

    assertThat(YamlReader.readFile(file, "f.yaml", problems)).isEmpty();
    assertThat(messages())
        .containsExactly(
            "f.yaml:1:1: the file has 1048579 bytes, more than the 1048576 (1 MiB) that are read:"
                + " split it");
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedWithTheirPlace() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "a: 1\nb: caf\u00E9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(YamlReader.readFile(file, "f.yaml", problems)).isEmpty();
    assertThat(messages())
        .containsExactly("f.yaml:2:7: the file is not valid UTF-8: save it in that encoding");
  }

  @Test
  void aTruncatedCharacterAtTheEndIsRefused() throws IOException {
    Path file = folder.resolve("cut.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xC3});

    assertThat(YamlReader.readFile(file, "f.yaml", problems)).isEmpty();
    assertThat(messages())
        .containsExactly("f.yaml:1:4: the file is not valid UTF-8: save it in that encoding");
  }

  @Test
  void aMissingFileIsAProblem() {
    assertThat(YamlReader.readFile(folder.resolve("none.yaml"), "f.yaml", problems)).isEmpty();
    assertThat(messages())
        .containsExactly("f.yaml:1:1: cannot read the file: there is no such file");
  }

  @Test
  void aFolderIsNoFile() {
    assertThat(YamlReader.readFile(folder, "f.yaml", problems)).isEmpty();
    assertThat(messages()).containsExactly("f.yaml:1:1: cannot read the file: it is a folder");
  }

  @Test
  void numbersAreReadExactly() {
    assertThat(number("0x1F")).hasValueSatisfying(n -> assertThat(n).isEqualTo("31"));
    assertThat(number("0o17")).hasValueSatisfying(n -> assertThat(n).isEqualTo("15"));
    assertThat(number("5.10")).hasValueSatisfying(n -> assertThat(n).isEqualTo("5.10"));
    assertThat(number("+.5")).hasValueSatisfying(n -> assertThat(n).isEqualTo("0.5"));
    assertThat(number(".inf")).isEmpty();
    assertThat(number("1e999999999")).isEmpty();
    assertThat(number("1e99999999999")).isEmpty();
    assertThat(number("9".repeat(101))).isEmpty();
  }

  private Optional<java.math.BigDecimal> number(String text) {
    return ((YamlScalar) ((YamlList) read("- " + text)).items().get(0)).number();
  }

  private YamlNode read(String text) {
    Optional<YamlNode> node = YamlReader.read("f.yaml", text, problems);
    assertThat(messages()).isEmpty();
    return node.orElseThrow();
  }

  private List<String> refuse(String text) {
    assertThat(YamlReader.read("f.yaml", text, problems)).isEmpty();
    return messages();
  }

  /** The problems of a text that can be read nevertheless. */
  private List<String> report(String text) {
    assertThat(YamlReader.read("f.yaml", text, problems)).isPresent();
    return messages();
  }

  private List<String> messages() {
    return problems.errors().stream().map(Problem::toString).toList();
  }

  private static SourcePosition at(int line, int column) {
    return new SourcePosition("f.yaml", line, column);
  }
}
