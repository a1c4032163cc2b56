package io.dailysegments.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class InputSchemaTest {

  /** A star marks an obligatory column, and what stands behind a column is its type if not text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "APP_EVENTS | event_id* user_id* event_time*:TIMESTAMP event_code* platform app_version"
            + " phone_model properties:PROPERTIES",
        "USERS | user_id* account_type* registered_at:TIMESTAMP deleted_at:TIMESTAMP"
            + " registration_method email phone accepts_marketing:BOOLEAN",
        "HOMES | home_id* user_id* country_code place_id latitude:DOUBLE longitude:DOUBLE"
            + " created_at*:TIMESTAMP deleted_at:TIMESTAMP",
        "PLACES | place_id* country_code* city_en* city_zh latitude:DOUBLE longitude:DOUBLE",
        "DEVICE_BINDINGS | device_id* user_id* category* bound_at*:TIMESTAMP"
            + " unbound_at:TIMESTAMP",
        "DEVICE_SHARES | device_id* user_id* shared_at*:TIMESTAMP revoked_at:TIMESTAMP",
        "SERVICE_ORDERS | order_id* user_id* service* amount*:DECIMAL created_at*:TIMESTAMP"
            + " completed_at:TIMESTAMP expires_at:TIMESTAMP is_renewal:BOOLEAN",
        "FEEDBACK | feedback_id* user_id* created_at*:TIMESTAMP resolved_at:TIMESTAMP",
        "REVIEWS | review_id* user_id* created_at*:TIMESTAMP rating*",
        "MALL_ADDRESSES | address_id* user_id* created_at*:TIMESTAMP deleted_at:TIMESTAMP",
        "MALL_COUPONS | coupon_id* user_id* received_at*:TIMESTAMP used_at:TIMESTAMP"
            + " expires_at:TIMESTAMP",
        "MALL_CART_ITEMS | user_id* item_id* added_at*:TIMESTAMP",
        "MALL_ORDERS | order_id* user_id* item_count*:INT amount*:DECIMAL"
            + " created_at*:TIMESTAMP paid_at:TIMESTAMP cancelled_at:TIMESTAMP",
      })
  void columnsStandInTheOrderOfTheContract(InputName name, String columns) {
    assertThat(
            InputSchema.of(name).columns().stream()
                .map(InputSchemaTest::written)
                .collect(Collectors.joining(" ")))
        .isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "APP_EVENTS | none | event_time",
        "USERS | user_id | registered_at",
        "HOMES | home_id | created_at",
        "PLACES | place_id | none",
        "DEVICE_BINDINGS | device_id user_id bound_at | bound_at",
        "DEVICE_SHARES | device_id user_id shared_at | shared_at",
        "SERVICE_ORDERS | order_id | created_at",
        "FEEDBACK | feedback_id | created_at",
        "REVIEWS | review_id | created_at",
        "MALL_ADDRESSES | address_id | created_at",
        "MALL_COUPONS | coupon_id | received_at",
        "MALL_CART_ITEMS | user_id item_id | added_at",
        "MALL_ORDERS | order_id | created_at",
      })
  void keysAndFirstTimesAreThoseOfTheContract(InputName name, String key, String firstTime) {
    InputSchema schema = InputSchema.of(name);

    assertThat(schema.primaryKey()).isEqualTo(key == null ? List.of() : List.of(key.split(" ")));
    assertThat(schema.firstTime().orElse(null)).isEqualTo(firstTime);
  }

  @ParameterizedTest
  @EnumSource(InputName.class)
  void everyTimeButTheFirstIsALaterOne(InputName name) {
    InputSchema schema = InputSchema.of(name);
    List<String> times =
        new ArrayList<>(
            schema.columns().stream()
                .filter(column -> column.type() == InputType.TIMESTAMP)
                .map(InputColumn::name)
                .toList());
    schema.firstTime().ifPresent(times::remove);

    assertThat(schema.laterTimes()).containsExactlyElementsOf(times);
  }

  @Test
  void amountsAndCountsAreNotNegative() {
    assertThat(InputSchema.of(InputName.SERVICE_ORDERS).nonNegative()).containsExactly("amount");
    assertThat(InputSchema.of(InputName.MALL_ORDERS).nonNegative())
        .containsExactly("item_count", "amount");
    assertThat(InputSchema.of(InputName.USERS).nonNegative()).isEmpty();
  }

  @Test
  void accountTypesAndRatingsAreClosedSets() {
    assertThat(allowed(InputName.USERS, "account_type")).containsExactly("guest", "registered");
    assertThat(allowed(InputName.REVIEWS, "rating"))
        .containsExactly("positive", "neutral", "negative");
    assertThat(allowed(InputName.DEVICE_BINDINGS, "category")).isEmpty();
  }

  private static List<String> allowed(InputName name, String column) {
    return InputSchema.of(name).columns().stream()
        .filter(found -> found.name().equals(column))
        .findFirst()
        .orElseThrow()
        .allowed();
  }

  private static String written(InputColumn column) {
    String type = column.type() == InputType.STRING ? "" : ":" + column.type();
    return column.name() + (column.obligatory() ? "*" : "") + type;
  }
}
