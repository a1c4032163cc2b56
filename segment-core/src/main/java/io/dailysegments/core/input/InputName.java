package io.dailysegments.core.input;

import java.util.Locale;

/** The thirteen inputs. */
public enum InputName {
  APP_EVENTS,
  USERS,
  HOMES,
  PLACES,
  DEVICE_BINDINGS,
  DEVICE_SHARES,
  SERVICE_ORDERS,
  FEEDBACK,
  REVIEWS,
  MALL_ADDRESSES,
  MALL_COUPONS,
  MALL_CART_ITEMS,
  MALL_ORDERS;

  /** The name in settings and tables, such as {@code app_events}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
