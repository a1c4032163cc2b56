package io.dailysegments.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class BusinessZoneTest {

  @Test
  void theLastDaysEndWithTheDataDate() {
    DayRange range = DayRange.last(30, LocalDate.of(2026, 3, 31));
    assertThat(range.from()).isEqualTo(LocalDate.of(2026, 3, 2));
    assertThat(range.size()).isEqualTo(30);
  }

  @Test
  void aDayThatBeginsInAGapBeginsAtItsFirstInstant() {
    // Sao Paulo went from 00:00 to 01:00 on 2018-11-04 (03:00Z).
    BusinessZone zone = new BusinessZone(ZoneId.of("America/Sao_Paulo"));
    assertThat(zone.startOf(LocalDate.of(2018, 11, 4)))
        .isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
    assertThat(zone.dayOf(Instant.parse("2018-11-04T02:59:59.999999Z")))
        .isEqualTo(LocalDate.of(2018, 11, 3));
    assertThat(zone.dayOf(Instant.parse("2018-11-04T03:00:00Z")))
        .isEqualTo(LocalDate.of(2018, 11, 4));
  }

  @Test
  void aDayHasTwentyFiveHoursWhenTheClockGoesBack() {
    BusinessZone zone = new BusinessZone(ZoneId.of("Europe/Berlin"));
    LocalDate day = LocalDate.of(2026, 10, 25);
    assertThat(zone.startOf(day)).isEqualTo(Instant.parse("2026-10-24T22:00:00Z"));
    assertThat(zone.endOf(day)).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
  }
}
