package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.udf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * Reads a JSON object as a map of texts. A UDF, because Spark's {@code from_json} does not keep the
 * text of a number (1.50 becomes 1.5).
 */
final class JsonProperties {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final UserDefinedFunction PARSE =
      udf(
          (UDF1<String, Map<String, String>>) JsonProperties::read,
          DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));

  private JsonProperties() {}

  /**
   * Null where the text is null or no JSON object. Of a key that stands twice the last value
   * counts.
   */
  static Column parse(Column json) {
    return PARSE.apply(json);
  }

  static Map<String, String> read(String json) {
    if (json == null) {
      return null; // a UDF's null is SQL's
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, String> values = new TreeMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        values.put(key, value(parser, json));
      }
      return parser.nextToken() == null ? values : null;
    } catch (JsonProcessingException e) {
      return null; // not JSON, or nested deeper than Jackson goes: the column counts as unparsable
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a scalar as it stands in the source; of an object or a list its JSON. */
  private static String value(JsonParser parser, String json) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!parser.currentToken().isStructStart()) {
      return parser.getText();
    }
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    return json.substring(start, (int) parser.currentLocation().getCharOffset());
  }
}
