package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.jobs.testing.SparkTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessDayTest extends SparkTest {

  @Test
  void theLastMicrosecondOfADayBelongsToIt() {
    // Berlin goes to summer time on 2026-03-29: that day begins at 23:00Z and has 23 hours.
    assertThat(days("Europe/Berlin", "2026-03-28T22:59:59.999999Z", "2026-03-28T23:00:00Z"))
        .containsExactly("2026-03-28", "2026-03-29");
    assertThat(days("Europe/Berlin", "2026-03-29T21:59:59.999999Z", "2026-03-29T22:00:00Z"))
        .containsExactly("2026-03-29", "2026-03-30");
  }

  @Test
  void aDayThatHasBegunDoesNotEndWhenTheClockGoesBackAcrossMidnight() {
    // St. John's set its clock back on 2006-10-29 at 00:01 (02:31Z): 23:01 to 24:00 of the 28th
    // came twice.
    assertThat(
            days(
                "America/St_Johns",
                "2006-10-29T02:29:59Z",
                "2006-10-29T02:30:00Z",
                "2006-10-29T02:45:00Z"))
        .containsExactly("2006-10-28", "2006-10-29", "2006-10-29");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/Sao_Paulo",
        "America/St_Johns",
        "Pacific/Apia",
        "Asia/Kolkata",
        "America/Havana",
        "Asia/Beirut",
        "Australia/Lord_Howe"
      })
  void sparkAndJavaAgreeOnEveryHour(String zone) {
    List<Instant> instants =
        Stream.iterate(Instant.parse("2006-10-20T00:30:00Z"), at -> at.plusSeconds(3600 * 7 + 1))
            .limit(3000)
            .toList();
    BusinessZone business = new BusinessZone(ZoneId.of(zone));
    List<String> expected = instants.stream().map(at -> business.dayOf(at).toString()).toList();
    assertThat(days(zone, instants)).isEqualTo(expected);
  }

  @Test
  void aDayThatAZoneSkipsIsEmpty() {
    BusinessZone apia = new BusinessZone(ZoneId.of("Pacific/Apia"));
    LocalDate skipped = LocalDate.of(2011, 12, 30);
    assertThat(apia.startOf(skipped)).isEqualTo(apia.endOf(skipped));
  }

  private static List<String> days(String zone, String... instants) {
    return days(zone, Stream.of(instants).map(Instant::parse).toList());
  }

  private static List<String> days(String zone, List<Instant> instants) {
    return session()
        .createDataset(instants, Encoders.INSTANT())
        .toDF("at")
        .select(BusinessDay.of(col("at"), new BusinessZone(ZoneId.of(zone))).cast("string"))
        .as(Encoders.STRING())
        .collectAsList();
  }
}
