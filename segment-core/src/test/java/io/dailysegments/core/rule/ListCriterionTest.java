package io.dailysegments.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Criteria on imported lists. */
class ListCriterionTest {
  @TempDir private Path folder;
  private final Problems problems = new Problems();

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private List<CompiledSegment> compile(String rule) throws IOException {
    write("segments/vips.yaml", "name: VIPs\nmatch: [" + rule + "]\n");
    List<BoundSegment> segments =
        SegmentLoader.load(
            folder.resolve("segments"),
            Worlds.catalog(),
            UserLists.in(folder.resolve("lists")),
            Worlds.RETENTION_DAYS,
            false,
            problems);
    return problems.errors().isEmpty()
        ? SegmentCompiler.compile(segments, Worlds.catalog(), Worlds.DHAKA, Worlds.DATA_DATE)
        : List.of();
  }

  @Test
  void idsStandExactlyAsInTheFileWhateverElseIsInIt() throws IOException {
    write(
        "lists/vip.csv",
        "\uFEFFname,user_id,note\r\nA,u1,x\r\n\r\nB, u1 ,y\nC,\"u,2\"\nA,u1,x\nD\nE,,z\nF,\"ü\"\"\",");
    CompiledSegment vips = compile("{list: vip}").get(0);

    assertThat(vips.lists().get("vip").userIds()).containsExactly(" u1 ", "u,2", "u1", "ü\"");
    assertThat(vips.filterSql())
        .contains("coalesce(array_contains(`_lists`, 'vip'), false) -- vips.yaml:2");
  }

  @Test
  void theHashGoesByTheIdsOnly() throws IOException {
    write("lists/vip.csv", "user_id\na\nb\n");
    String hash = compile("{list: vip}").get(0).definitionHash();
    write("lists/vip.csv", "n,user_id\n1,b\n2,a\n3,a\n");
    assertThat(compile("{list: vip}").get(0).definitionHash()).isEqualTo(hash);
    write("lists/vip.csv", "user_id\na\nb\nc\n");
    assertThat(compile("{list: vip}").get(0).definitionHash()).isNotEqualTo(hash);
  }

  @Test
  void aListWithoutTheColumnOrNotInUtf8IsAnError() throws IOException {
    write("lists/vip.csv", "id\na\n");
    write("lists/latin.csv", "");
    Files.write(
        folder.resolve("lists/latin.csv"), "user_id\nü\n".getBytes(StandardCharsets.ISO_8859_1));
    compile("{list: vip}, {list: latin}, {list: vip}, {list: vipp}");

    assertThat(problems.errors().stream().map(Problem::message))
        .containsExactly(
            "cannot read the list; it must be text in UTF-8",
            "the header line of a list must have the column user_id",
            "unknown list 'vipp': there is no vipp.csv in the folder of lists. Did you mean"
                + " 'vip'?");
  }

  @Test
  void aQuoteThatIsNotClosedIsAnErrorWhereItOpens() throws IOException {
    write("lists/vip.csv", "name,user_id\nA,u1\n\"B\",\"u2\nC,u3\n");
    compile("{list: vip}");

    assertThat(problems.errors().stream().map(Problem::toString))
        .containsExactly(
            folder.resolve("lists/vip.csv")
                + ":3:5: the quote that opens here is not closed: add a \"");
  }

  @Test
  void anEmptyListIsNobody() throws IOException {
    write("lists/vip.csv", "user_id\n");
    assertThat(compile("{not: {list: vip}}").get(0).lists().get("vip").userIds()).isEmpty();
  }
}
