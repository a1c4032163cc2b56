package io.dailysegments.core.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlaceIndexTest {

  @Test
  void aDegreeOfLatitudeIsTheHundredAndEightiethOfHalfTheCircumference() {
    // pi * 6371.0088 / 180 = 111.1950802...
    assertThat(new Place("a", 0, 0).distanceKm(1, 0)).isCloseTo(111.19508, within(1e-5));
  }

  @Test
  void theLimitIsIncluded() {
    Place place = new Place("a", 10, 20);
    double distance = place.distanceKm(10.3, 20.3);
    PlaceIndex index = new PlaceIndex(List.of(place));
    assertThat(index.nearest(10.3, 20.3, distance)).contains(place);
    assertThat(index.nearest(10.3, 20.3, Math.nextDown(distance))).isEmpty();
  }

  @Test
  void ofEquallyNearPlacesTheSmallestIdByCodePointIsTaken() {
    // U+FF5A is smaller than U+1F600 as a code point, greater as UTF-16.
    Place bmp = new Place("\uFF5A", 1, 1);
    Place supplementary = new Place("\uD83D\uDE00", 1, 1);
    assertThat(new PlaceIndex(List.of(supplementary, bmp)).nearest(1, 1, 50)).contains(bmp);
  }

  @Test
  void neighboursAcrossTheDateLineAreFound() {
    Place west = new Place("a", 0, -179.9);
    assertThat(new PlaceIndex(List.of(west)).nearest(0, 179.9, 50)).contains(west);
  }

  @Test
  void neighboursAcrossThePoleAreFound() {
    Place place = new Place("a", 89.9, 0);
    assertThat(new PlaceIndex(List.of(place)).nearest(89.9, 180, 50)).contains(place);
  }

  @Test
  void theIndexFindsWhatASearchOfAllPlacesFinds() {
    SplittableRandom random = new SplittableRandom(20261123);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      places.add(new Place("p" + i, random.nextDouble(-90, 90), random.nextDouble(-180, 180)));
    }
    PlaceIndex index = new PlaceIndex(places);
    for (int i = 0; i < 2000; i++) {
      double latitude = random.nextDouble(-90, 90);
      double longitude = random.nextDouble(-180, 180);
      double limit = random.nextDouble(0, 1500);
      Optional<Place> expected =
          places.stream()
              .filter(place -> place.distanceKm(latitude, longitude) <= limit)
              .min(Comparator.comparingDouble(place -> place.distanceKm(latitude, longitude)));
      assertThat(index.nearest(latitude, longitude, limit))
          .as("%s %s within %s", latitude, longitude, limit)
          .isEqualTo(expected);
    }
  }
}
