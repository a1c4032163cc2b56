package io.dailysegments.jobs.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The cities where users of the sample world live. */
final class Cities {

  static final List<City> ALL = load();
  private static final double[] WEIGHTS = ALL.stream().mapToDouble(City::weight).toArray();

  private Cities() {}

  /** A city with its coordinates in degrees and how likely it is. */
  record City(
      String id,
      String countryCode,
      String english,
      String chinese,
      double latitude,
      double longitude,
      double weight) {}

  static City pick(Dice dice) {
    return ALL.get(dice.pick(WEIGHTS));
  }

  private static List<City> load() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Cities.class.getResourceAsStream("cities.csv"), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> city(line.split(","))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static City city(String[] cells) {
    return new City(
        cells[0],
        cells[1],
        cells[2],
        cells[3],
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]),
        Double.parseDouble(cells[6]));
  }
}
