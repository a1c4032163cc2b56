package io.dailysegments.core.input;

import java.util.Map;

/** The inputs about the in-app mall. */
final class MallInputs {

  private MallInputs() {}

  static void addTo(Map<InputName, InputSchema> map) {
    map.put(InputName.MALL_ADDRESSES, addresses());
    map.put(InputName.MALL_COUPONS, coupons());
    map.put(InputName.MALL_CART_ITEMS, cartItems());
    map.put(InputName.MALL_ORDERS, orders());
  }

  private static InputSchema addresses() {
    return new SchemaDraft()
        .required("address_id")
        .required("user_id")
        .from("created_at")
        .later("deleted_at")
        .key("address_id");
  }

  private static InputSchema coupons() {
    return new SchemaDraft()
        .required("coupon_id")
        .required("user_id")
        .from("received_at")
        .later("used_at", "expires_at")
        .key("coupon_id");
  }

  private static InputSchema cartItems() {
    return new SchemaDraft()
        .required("user_id")
        .required("item_id")
        .from("added_at")
        .key("user_id", "item_id");
  }

  private static InputSchema orders() {
    return new SchemaDraft()
        .required("order_id")
        .required("user_id")
        .nonNegative("item_count", InputType.INT)
        .nonNegative("amount", InputType.DECIMAL)
        .from("created_at")
        .later("paid_at", "cancelled_at")
        .key("order_id");
  }
}
