package io.dailysegments.core.input;

import java.util.Map;

/** The inputs about devices and the services around them. */
final class DeviceInputs {

  private DeviceInputs() {}

  static void addTo(Map<InputName, InputSchema> map) {
    map.put(InputName.DEVICE_BINDINGS, deviceBindings());
    map.put(InputName.DEVICE_SHARES, deviceShares());
    map.put(InputName.SERVICE_ORDERS, serviceOrders());
  }

  private static InputSchema deviceBindings() {
    return new SchemaDraft()
        .required("device_id")
        .required("user_id")
        .required("category")
        .from("bound_at")
        .later("unbound_at")
        .key("device_id", "user_id", "bound_at");
  }

  private static InputSchema deviceShares() {
    return new SchemaDraft()
        .required("device_id")
        .required("user_id")
        .from("shared_at")
        .later("revoked_at")
        .key("device_id", "user_id", "shared_at");
  }

  private static InputSchema serviceOrders() {
    return new SchemaDraft()
        .required("order_id")
        .required("user_id")
        .required("service")
        .nonNegative("amount", InputType.DECIMAL)
        .from("created_at")
        .later("completed_at", "expires_at")
        .optional("is_renewal", InputType.BOOLEAN)
        .key("order_id");
  }
}
