package io.dailysegments.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteTextsTest {
  @Test
  void textsAreNumberedInTheOrderAdded() {
    ByteTexts texts = new ByteTexts();
    List<String> added =
        IntStream.range(0, 5_000).mapToObj(n -> "ü".repeat(n % 9) + n).distinct().toList();
    added.forEach(texts::add);
    added.forEach(texts::add);

    assertThat(texts.size()).isEqualTo(5_000);
    assertThat(texts.find("no")).isZero();
    assertThat(texts.find("")).isZero();
    for (int i = 0; i < added.size(); i++) {
      int number = i + 1;
      assertThat(texts.find(added.get(i))).isEqualTo(number);
      byte[] bytes = Arrays.copyOfRange(texts.bytes(), texts.start(number), texts.end(number));
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(added.get(i));
    }
  }

  @Test
  void textsAreToldApartByEachByteAndTheirLength() {
    ByteTexts texts = new ByteTexts();
    byte[] zeros = new byte[20];
    for (int length = 0; length <= zeros.length; length++) {
      assertThat(texts.add(zeros, 0, length)).isEqualTo(length + 1);
    }
    for (int at = 0; at < zeros.length; at++) {
      byte[] other = zeros.clone();
      other[at] = 1;
      assertThat(texts.find(other, 0, other.length)).isZero();
      assertThat(texts.find(other, 0, at)).isEqualTo(at + 1);
    }
  }

  @Test
  void whatStandsAroundATextDoesNotMatter() {
    ByteTexts texts = new ByteTexts();
    byte[] all = "abcdefghijklmnopqrs".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= all.length; length++) {
      assertThat(texts.add(Arrays.copyOf(all, length), 0, length)).isEqualTo(length + 1);
      assertThat(texts.find(all, 0, length)).isEqualTo(length + 1);
      byte[] padded = new byte[length + 20];
      Arrays.fill(padded, (byte) -1);
      System.arraycopy(all, 0, padded, 3, length);
      assertThat(texts.find(padded, 3, length)).isEqualTo(length + 1);
    }
  }

  /** Of 100 texts at random, 83 of 256 places would be taken. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 11, 15, 16, 23, 31})
  void textsThatDifferInTheirLastCharactersAreSpreadOverThePlaces(int length) {
    assertThat(placesOfHundred("x".repeat(length - 2) + "%02d")).isBetween(65, 100);
    assertThat(placesOfHundred("%02d" + "x".repeat(length - 2))).isBetween(65, 100);
  }

  private static int placesOfHundred(String form) {
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      byte[] text = form.formatted(i).getBytes(StandardCharsets.UTF_8);
      places.add(ByteTexts.hash(text, 0, text.length) & 0xff);
    }
    return places.size();
  }

  @Test
  void clearedTextsAreForgottenFewOrMany() {
    ByteTexts texts = new ByteTexts();
    for (int count : List.of(3, 5_000, 3)) {
      IntStream.range(0, count).forEach(n -> texts.add("t" + n));
      texts.clear();
      assertThat(texts.size()).isZero();
      assertThat(texts.length()).isZero();
      assertThat(texts.find("t1")).isZero();
      assertThat(texts.add("t2")).isOne();
      texts.clear();
    }
  }
}
