package io.dailysegments.jobs.run;

import io.dailysegments.core.catalog.CountryNames;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The names of countries as a relation that source blocks can join. */
final class Countries {

  private static final StructType SCHEMA =
      new StructType()
          .add("code", DataTypes.StringType)
          .add("name_en", DataTypes.StringType)
          .add("name_zh", DataTypes.StringType);

  private Countries() {}

  static Dataset<Row> relation(SparkSession session, CountryNames countries) {
    List<Row> rows =
        countries.countries().stream()
            .map(country -> RowFactory.create(country.code(), country.nameEn(), country.nameZh()))
            .toList();
    return session.createDataFrame(rows, SCHEMA);
  }
}
