package io.dailysegments.core.place;

import java.io.Serializable;
import java.util.Objects;

/**
 * A place with coordinates.
 *
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 */
public record Place(String id, double latitude, double longitude) implements Serializable {

  /** The mean radius of the earth in km (IUGG). */
  static final double EARTH_RADIUS_KM = 6371.0088;

  public Place {
    Objects.requireNonNull(id, "id");
  }

  /** The great-circle distance to a point in km, by the haversine formula in doubles. */
  double distanceKm(double toLatitude, double toLongitude) {
    double phi1 = Math.toRadians(latitude);
    double phi2 = Math.toRadians(toLatitude);
    double sinPhi = Math.sin((phi2 - phi1) / 2);
    double sinLambda = Math.sin(Math.toRadians(toLongitude - longitude) / 2);
    double a = sinPhi * sinPhi + Math.cos(phi1) * Math.cos(phi2) * sinLambda * sinLambda;
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)));
  }
}
