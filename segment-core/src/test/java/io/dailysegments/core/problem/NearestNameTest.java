package io.dailysegments.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {

  @Test
  void aNameOfOneEditIsNearest() {
    assertThat(NearestName.of("purchse", List.of("purchases", "purchase", "lists")))
        .hasValue("purchase");
  }

  @Test
  void ofEquallyNearNamesTheFirstByNameIsTaken() {
    assertThat(NearestName.of("ax", List.of("az", "ay"))).hasValue("ay");
  }

  @Test
  void lettersCountAsEqualInUpperAndLowerCase() {
    assertThat(NearestName.of("SNAPSHOT", List.of("snapshot"))).hasValue("snapshot");
  }

  @Test
  void aNameFarFromEveryKnownOneHasNoNearest() {
    assertThat(NearestName.of("abcdefgh", List.of("zyxwvuts"))).isEmpty();
    assertThat(NearestName.hint("abcdefgh", List.of("zyxwvuts"))).isEmpty();
  }

  @Test
  void withoutANearNameAllAreShown() {
    assertThat(NearestName.hintOrAll("abcdefgh", List.of("xyz", "uvw")))
        .isEqualTo(" Known are: xyz, uvw.");
    assertThat(NearestName.hintOrAll("xy", List.of("xyz", "uvw")))
        .isEqualTo(" Did you mean 'xyz'?");
    assertThat(NearestName.hintOrAll("xy", List.of())).isEmpty();
  }

  @Test
  void aVeryLongNameCostsNothing() {
    assertThat(NearestName.of("x".repeat(1_000_000), List.of("zone"))).isEmpty();
  }
}
