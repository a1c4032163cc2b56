package io.dailysegments.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.problem.HostileTexts;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a definition holds, its messages are lines that can be read. */
class HostileTextTest {

  /** Every place from which a text gets into a message; {@code T} stands for it, with quotes. */
  private static final List<String> PLACES =
      List.of(
          "name: X\nT: 1\nmatch: []\n",
          "name: X\nT: 1\nT: 2\nmatch: []\n",
          "name: X\nstatus: T\nmatch: []\n",
          "name: X\nmatch: T\n",
          "name: X\nmatch: [{T: 1}]\n",
          "name: X\nmatch: [{label: T, equals: 1}]\n",
          "name: X\nmatch: [{label: lifecycle, equals: T}]\n",
          "name: X\nmatch: [{label: lifecycle, T: 1}]\n",
          "name: X\nmatch: [{label: lifecycle, T: 1, equals: churn}]\n",
          "name: X\nmatch: [{label: have_gateway, equals: T}]\n",
          "name: X\nmatch: [{label: device_count, in: T}]\n",
          "name: X\nmatch: [{label: device_count, equals: T}]\n",
          "name: X\nmatch: [{label: registered_at, on: T}]\n",
          "name: X\nmatch: [{label: registered_at, in_last_days: T}]\n",
          "name: X\nmatch: [{segment: T}]\n",
          "name: X\nmatch: [{list: T}]\n",
          "name: X\nmatch: [{behavior: T, last_days: 1}]\n",
          "name: X\nmatch: [{behavior: page_view, last_days: T}]\n",
          "name: X\nmatch: [{behavior: page_view, last_days: 1, T: 1}]\n",
          "name: X\nmatch: [{behavior: pairing_end, last_days: 1, where: {T: {equals: a}}}]\n",
          "name: X\nmatch: [{behavior: pairing_end, last_days: 1, where: {result: {equals: T}}}]\n",
          "name: X\nmatch: [{behavior: page_view, last_days: 1, sum: {property: T, equals: 1}}]\n");

  @TempDir Path folder;

  @Test
  void messagesAreLinesThatCanBeRead() {
    for (String text : HostileTexts.ESCAPED) {
      for (String place : PLACES) {
        List<String> messages = messages(place.replace("T", '"' + text + '"'));

        assertThat(messages).as(place).isNotEmpty().allMatch(HostileTexts::isHarmless);
      }
    }
  }

  private List<String> messages(String text) {
    Problems problems = new Problems();
    Worlds.load(folder, Map.of("x.yaml", text), problems);
    return Stream.of(problems.errors(), problems.warnings())
        .flatMap(List::stream)
        .map(Problem::message)
        .toList();
  }
}
