package io.dailysegments.jobs.generate;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.core.input.InputType;
import java.io.Serializable;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A user table of the world: whose rows are made user by user.
 *
 * @param rows every row that the user ever has, with all its times, in the contract's columns
 */
record Table(InputName name, Maker rows) implements Serializable {

  /** Makes the rows of a user; serialised to the tasks. */
  interface Maker extends BiFunction<WorldSpec, User, List<Row>>, Serializable {}

  static final List<Table> ALL =
      List.of(
          new Table(InputName.USERS, Accounts::users),
          new Table(InputName.HOMES, Accounts::homes),
          new Table(InputName.DEVICE_BINDINGS, Devices::bindings),
          new Table(InputName.DEVICE_SHARES, Devices::shares),
          new Table(InputName.SERVICE_ORDERS, Services::orders),
          new Table(InputName.FEEDBACK, Services::feedback),
          new Table(InputName.REVIEWS, Services::reviews),
          new Table(InputName.MALL_ADDRESSES, Mall::addresses),
          new Table(InputName.MALL_COUPONS, Mall::coupons),
          new Table(InputName.MALL_CART_ITEMS, Mall::cartItems),
          new Table(InputName.MALL_ORDERS, Mall::orders));

  /** The contract's columns with their types. */
  static StructType schema(InputName name) {
    StructType schema = new StructType();
    for (var column : InputSchema.of(name).columns()) {
      schema = schema.add(column.name(), type(column.type()));
    }
    return schema;
  }

  static Row row(Object... values) {
    return RowFactory.create(values);
  }

  private static DataType type(InputType type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case DECIMAL -> DataTypes.createDecimalType(18, 2);
      case INT -> DataTypes.IntegerType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case PROPERTIES -> DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
    };
  }
}
