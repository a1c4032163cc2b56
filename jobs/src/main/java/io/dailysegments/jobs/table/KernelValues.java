package io.dailysegments.jobs.table;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.BasePrimitiveType;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;
import scala.jdk.javaapi.CollectionConverters;

/** Values of Delta Kernel as they stand in a Spark row, and the other way round. */
final class KernelValues {

  private static final Set<DataType> SCALARS =
      Set.of(
          DataTypes.StringType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.DoubleType,
          DataTypes.BooleanType,
          DataTypes.DateType,
          DataTypes.TimestampType);

  private KernelValues() {}

  /** Whether values of a type can be converted. */
  static boolean has(DataType type) {
    if (type instanceof ArrayType array) {
      return SCALARS.contains(array.elementType());
    } else if (type instanceof MapType map) {
      return SCALARS.contains(map.keyType()) && SCALARS.contains(map.valueType());
    }
    return SCALARS.contains(type);
  }

  /**
   * A value of a Spark row as Kernel keeps it.
   *
   * @param value null, or as Spark gives it; an array also as Java's
   */
  static Object kernel(Object value, DataType type) {
    if (value == null) {
      return null;
    } else if (type instanceof ArrayType array) {
      return VectorUtils.buildArrayValue(
          kernel(elements(value), array.elementType()), kernel(array.elementType()));
    } else if (type instanceof MapType map) {
      return kernelMap((scala.collection.Map<?, ?>) value, map);
    } else if (type instanceof DateType) {
      return Math.toIntExact(((Date) value).toLocalDate().toEpochDay());
    } else if (type instanceof TimestampType) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, ((Timestamp) value).toInstant());
    }
    return value;
  }

  private static List<Object> kernel(Collection<?> values, DataType type) {
    List<Object> converted = new ArrayList<>();
    values.forEach(value -> converted.add(kernel(value, type)));
    return converted;
  }

  private static Collection<?> elements(Object array) {
    return array instanceof Object[] values
        ? Arrays.asList(values)
        : CollectionConverters.asJava((scala.collection.Seq<?>) array);
  }

  private static MapValue kernelMap(scala.collection.Map<?, ?> map, MapType type) {
    Map<?, ?> entries = CollectionConverters.asJava(map);
    ColumnVector keys =
        VectorUtils.buildColumnVector(
            kernel(entries.keySet(), type.keyType()), kernel(type.keyType()));
    ColumnVector values =
        VectorUtils.buildColumnVector(
            kernel(entries.values(), type.valueType()), kernel(type.valueType()));
    return new MapValue() {
      @Override
      public int getSize() {
        return keys.getSize();
      }

      @Override
      public ColumnVector getKeys() {
        return keys;
      }

      @Override
      public ColumnVector getValues() {
        return values;
      }
    };
  }

  private static io.delta.kernel.types.DataType kernel(DataType type) {
    return BasePrimitiveType.createPrimitive(type.typeName());
  }

  /**
   * A value of a vector.
   *
   * @throws IllegalArgumentException if no output table has such a type
   */
  static Object value(ColumnVector vector, int row, DataType type) {
    if (vector.isNullAt(row)) {
      return null;
    } else if (type instanceof ArrayType array) {
      return array(vector.getArray(row), array);
    } else if (type instanceof MapType map) {
      return map(vector.getMap(row), map);
    } else if (type instanceof DateType) {
      return Date.valueOf(LocalDate.ofEpochDay(vector.getInt(row)));
    } else if (type instanceof TimestampType) {
      return Timestamp.from(Instant.EPOCH.plus(vector.getLong(row), ChronoUnit.MICROS));
    }
    return plain(vector, row, type);
  }

  private static Object plain(ColumnVector vector, int row, DataType type) {
    if (type instanceof StringType) {
      return vector.getString(row);
    } else if (type instanceof IntegerType) {
      return vector.getInt(row);
    } else if (type instanceof LongType) {
      return vector.getLong(row);
    } else if (type instanceof DoubleType) {
      return vector.getDouble(row);
    } else if (type instanceof BooleanType) {
      return vector.getBoolean(row);
    }
    throw new IllegalArgumentException("Cannot read values of type " + type.simpleString());
  }

  private static Object array(ArrayValue array, ArrayType type) {
    return CollectionConverters.asScala(
            list(array.getElements(), array.getSize(), type.elementType()))
        .toSeq();
  }

  private static Object map(MapValue map, MapType type) {
    List<Object> keys = list(map.getKeys(), map.getSize(), type.keyType());
    List<Object> values = list(map.getValues(), map.getSize(), type.valueType());
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      entries.put(keys.get(i), values.get(i));
    }
    return CollectionConverters.asScala(entries);
  }

  private static List<Object> list(ColumnVector vector, int size, DataType type) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(value(vector, i, type));
    }
    return values;
  }
}
