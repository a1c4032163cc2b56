package io.dailysegments.jobs.derivation;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.dailysegments.core.catalog.ParameterValue;
import io.dailysegments.core.catalog.ParameterValue.NumberValue;
import io.dailysegments.core.catalog.SourceDefinition;
import io.dailysegments.core.place.Place;
import io.dailysegments.core.place.PlaceIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.reflect.ClassTag$;

/**
 * Finds the place of each user's home: the one the home names if it is known, else the nearest
 * within {@code max_distance_km} by great-circle distance, else none. A UDF, because the nearest of
 * many needs an index, which SQL can't say.
 *
 * <p>Inputs: a relation with {@code user_id} and {@code home} (struct of {@code place_id}, {@code
 * country_code}, {@code latitude}, {@code longitude}), and {@code places}. Gives {@code user_id},
 * {@code country_code} (of the place, else of the home), {@code city_en}, {@code city_zh}.
 */
final class NearestPlace implements SourceDerivation {

  @Override
  public Optional<String> fault(Map<String, ParameterValue> parameters) {
    boolean sound =
        parameters.get("max_distance_km") instanceof NumberValue number
            && number.value().signum() >= 0;
    return sound
        ? Optional.empty()
        : Optional.of("parameter 'max_distance_km' must be a number from 0");
  }

  @Override
  public Dataset<Row> derive(SourceDefinition source, Map<String, Dataset<Row>> relations) {
    double maxDistanceKm =
        ((NumberValue) source.parameters().get("max_distance_km")).value().doubleValue();
    Dataset<Row> homes = relations.get(source.inputs().get(0));
    Dataset<Row> places =
        relations
            .get(source.inputs().get(1))
            .select(
                col("place_id"),
                col("country_code").as("place_country"),
                col("city_en"),
                col("city_zh"));
    UserDefinedFunction nearest = nearest(relations.get(source.inputs().get(1)), maxDistanceKm);
    Dataset<Row> named = named(homes, places);
    Column found = nearest.apply(col("home.latitude"), col("home.longitude"));
    return named
        .withColumn("place_id", coalesce(col("known_id"), found))
        .join(broadcast(places), new String[] {"place_id"}, "left_outer")
        .select(
            col("user_id"),
            coalesce(col("place_country"), col("home.country_code")).as("country_code"),
            col("city_en"),
            col("city_zh"));
  }

  private static Dataset<Row> named(Dataset<Row> homes, Dataset<Row> places) {
    Dataset<Row> known = places.select(col("place_id").as("known_id"));
    return homes.join(
        broadcast(known), col("home.place_id").equalTo(col("known_id")), "left_outer");
  }

  /** Places are collected to the driver and broadcast: they grow with the map, not with users. */
  private static UserDefinedFunction nearest(Dataset<Row> places, double maxDistanceKm) {
    List<Place> list =
        places
            .filter(col("latitude").isNotNull())
            .select("place_id", "latitude", "longitude")
            .collectAsList()
            .stream()
            .map(row -> new Place(row.getString(0), row.getDouble(1), row.getDouble(2)))
            .toList();
    SparkSession session = places.sparkSession();
    Broadcast<PlaceIndex> index =
        session
            .sparkContext()
            .broadcast(new PlaceIndex(list), ClassTag$.MODULE$.apply(PlaceIndex.class));
    UDF2<Double, Double, String> search =
        (latitude, longitude) ->
            latitude == null || longitude == null
                ? null
                : index
                    .value()
                    .nearest(latitude, longitude, maxDistanceKm)
                    .map(Place::id)
                    .orElse(null);
    return udf(search, DataTypes.StringType);
  }
}
