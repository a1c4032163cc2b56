package io.dailysegments.core.place;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Places in bands of one degree of latitude, each sorted by longitude, so that a search looks at
 * the neighbourhood of a point only.
 */
public final class PlaceIndex implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Kilometres of one degree of latitude, a little less than true, so that no neighbour is missed.
   */
  private static final double KM_PER_DEGREE = 111.1;

  private final TreeMap<Integer, TreeMap<Double, ArrayList<Place>>> bands = new TreeMap<>();

  public PlaceIndex(Collection<Place> places) {
    for (Place place : places) {
      bands
          .computeIfAbsent((int) Math.floor(place.latitude()), any -> new TreeMap<>())
          .computeIfAbsent(place.longitude(), any -> new ArrayList<>())
          .add(place);
    }
  }

  /**
   * The nearest place by great-circle distance; of equally near ones the smallest id by code point;
   * empty if none is within {@code maxDistanceKm} (inclusive).
   */
  public Optional<Place> nearest(double latitude, double longitude, double maxDistanceKm) {
    Place best = null;
    double bestDistance = maxDistanceKm;
    for (Place place : candidates(latitude, longitude, maxDistanceKm)) {
      double distance = place.distanceKm(latitude, longitude);
      boolean nearer =
          distance < bestDistance
              || (distance == bestDistance
                  && (best == null || BY_CODE_POINT.compare(place, best) < 0));
      if (nearer) {
        best = place;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  private static final Comparator<Place> BY_CODE_POINT =
      (a, b) ->
          java.util.Arrays.compare(a.id().codePoints().toArray(), b.id().codePoints().toArray());

  private List<Place> candidates(double latitude, double longitude, double maxDistanceKm) {
    double latitudeMargin = maxDistanceKm / KM_PER_DEGREE;
    double longitudeMargin = longitudeMargin(latitude, latitudeMargin);
    List<Place> candidates = new ArrayList<>();
    int south = (int) Math.floor(latitude - latitudeMargin);
    int north = (int) Math.floor(latitude + latitudeMargin);
    for (var band : bands.subMap(south, true, north, true).values()) {
      for (int turn = -360; turn <= 360; turn += 360) {
        double middle = longitude + turn;
        add(
            band.subMap(middle - longitudeMargin, true, middle + longitudeMargin, true),
            candidates);
      }
    }
    return candidates;
  }

  private static void add(Map<Double, ? extends List<Place>> places, List<Place> candidates) {
    places.values().forEach(candidates::addAll);
  }

  /**
   * How many degrees of longitude the distance spans where the parallels are shortest; half a turn
   * near a pole.
   */
  private static double longitudeMargin(double latitude, double latitudeMargin) {
    double farthest = Math.abs(latitude) + latitudeMargin;
    if (farthest >= 89) {
      return 180;
    }
    double ratio = Math.sin(Math.toRadians(latitudeMargin)) / Math.cos(Math.toRadians(farthest));
    return ratio >= 1 ? 180 : Math.toDegrees(Math.asin(ratio)) + 1e-6;
  }
}
