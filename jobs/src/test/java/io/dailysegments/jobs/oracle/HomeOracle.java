package io.dailysegments.jobs.oracle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where a user lives. */
final class HomeOracle {

  private static final double RADIUS_KM = 6371.0088;

  private final List<RawRow> places;
  private final double maxDistanceKm;

  HomeOracle(List<RawRow> places, double maxDistanceKm) {
    this.places = places;
    this.maxDistanceKm = maxDistanceKm;
  }

  /** Names of country and city; null where there is none. */
  record Names(String countryEn, String countryZh, String cityEn, String cityZh) {}

  /**
   * @param open the user's visible, open homes
   * @param countries names in English and Chinese by code
   */
  Names of(List<RawRow> open, Map<String, List<String>> countries) {
    RawRow home =
        open.stream()
            .filter(HomeOracle::isSomewhere)
            .max(
                Comparator.<RawRow, Instant>comparing(row -> Reading.time(row.value("created_at")))
                    .thenComparing(row -> row.value("home_id"), CodePoints::compare))
            .orElse(null);
    if (home == null) {
      return new Names(null, null, null, null);
    }
    RawRow place = place(home);
    String code = (place == null ? home : place).value("country_code");
    List<String> names = code == null ? null : countries.get(code.toUpperCase(Locale.ROOT));
    return new Names(
        names == null ? null : names.get(0),
        names == null ? null : names.get(1),
        place == null ? null : place.value("city_en"),
        place == null ? null : place.value("city_zh"));
  }

  private static boolean isSomewhere(RawRow home) {
    return home.value("place_id") != null
        || home.value("country_code") != null
        || hasCoordinates(home);
  }

  private static boolean hasCoordinates(RawRow row) {
    Double latitude = Reading.degrees(row.value("latitude"));
    Double longitude = Reading.degrees(row.value("longitude"));
    return latitude != null
        && longitude != null
        && Math.abs(latitude) <= 90
        && Math.abs(longitude) <= 180;
  }

  private RawRow place(RawRow home) {
    for (RawRow place : places) {
      if (place.value("place_id").equals(home.value("place_id"))) {
        return place;
      }
    }
    return hasCoordinates(home) ? nearest(home) : null;
  }

  private RawRow nearest(RawRow home) {
    return places.stream()
        .filter(HomeOracle::hasCoordinates)
        .filter(place -> distance(home, place) <= maxDistanceKm)
        .min(
            Comparator.<RawRow>comparingDouble(place -> distance(home, place))
                .thenComparing(place -> place.value("place_id"), CodePoints::compare))
        .orElse(null);
  }

  private static double distance(RawRow a, RawRow b) {
    double latitudeA = Math.toRadians(Reading.degrees(a.value("latitude")));
    double latitudeB = Math.toRadians(Reading.degrees(b.value("latitude")));
    double longitudes =
        Math.toRadians(
            Reading.degrees(b.value("longitude")) - Reading.degrees(a.value("longitude")));
    double h =
        Math.pow(Math.sin((latitudeB - latitudeA) / 2), 2)
            + Math.cos(latitudeA) * Math.cos(latitudeB) * Math.pow(Math.sin(longitudes / 2), 2);
    return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }
}
