CREATE VIEW users AS
SELECT user_id, account_type, registered_at, deleted_at, nullif(registration_method, '') AS registration_method, email, phone, accepts_marketing
FROM (
  FROM read_parquet('${data}/users/dt=${date}/*.parquet', hive_partitioning = false)
  WHERE user_id <> '' AND account_type IN ('guest', 'registered')
    AND coalesce(deleted_at >= registered_at, true)
  QUALIFY row_number() OVER (
    PARTITION BY user_id
    ORDER BY registered_at DESC NULLS LAST, account_type, deleted_at NULLS LAST, registration_method NULLS LAST, email NULLS LAST, phone NULLS LAST, accepts_marketing NULLS LAST) = 1
)
WHERE registered_at IS NULL OR registered_at < ${day_end};

CREATE VIEW homes AS
FROM (
  FROM read_parquet('${data}/homes/dt=${date}/*.parquet', hive_partitioning = false)
  WHERE home_id <> '' AND user_id <> '' AND created_at IS NOT NULL AND coalesce(deleted_at >= created_at, true)
  QUALIFY row_number() OVER (
    PARTITION BY home_id
    ORDER BY created_at DESC, user_id, country_code NULLS LAST, place_id NULLS LAST, latitude NULLS LAST, longitude NULLS LAST, deleted_at NULLS LAST) = 1
)
WHERE created_at < ${day_end};

CREATE TEMP TABLE places AS
FROM read_parquet('${data}/places/*.parquet', hive_partitioning = false);

CREATE TEMP TABLE countries AS
FROM read_csv('${catalog}/countries.csv', header = true, nullstr = '', all_varchar = true);

CREATE TEMP TABLE device_bindings AS
FROM (
  FROM read_parquet('${data}/device_bindings/dt=${date}/*.parquet', hive_partitioning = false)
  WHERE device_id <> '' AND user_id <> '' AND category <> '' AND bound_at IS NOT NULL AND coalesce(unbound_at >= bound_at, true)
  QUALIFY row_number() OVER (PARTITION BY device_id, user_id, bound_at ORDER BY category, unbound_at NULLS LAST) = 1
)
WHERE bound_at < ${day_end};

CREATE TEMP TABLE device_shares AS
FROM (
  FROM read_parquet('${data}/device_shares/dt=${date}/*.parquet', hive_partitioning = false)
  WHERE device_id <> '' AND user_id <> '' AND shared_at IS NOT NULL AND coalesce(revoked_at >= shared_at, true)
  QUALIFY row_number() OVER (PARTITION BY device_id, user_id, shared_at ORDER BY revoked_at NULLS LAST) = 1
)
WHERE shared_at < ${day_end};

CREATE VIEW service_orders AS
FROM (
  FROM read_parquet('${data}/service_orders/dt=${date}/*.parquet', hive_partitioning = false)
  WHERE order_id <> '' AND user_id <> '' AND service <> '' AND amount >= 0 AND created_at IS NOT NULL
    AND coalesce(completed_at >= created_at, true) AND coalesce(expires_at >= created_at, true)
  QUALIFY row_number() OVER (
    PARTITION BY order_id
    ORDER BY created_at DESC, user_id, service, amount, completed_at NULLS LAST, expires_at NULLS LAST, is_renewal NULLS LAST) = 1
)
WHERE created_at < ${day_end};

CREATE VIEW feedback AS
FROM (
  FROM read_parquet('${data}/feedback/dt=${date}/*.parquet', hive_partitioning = false)
  WHERE feedback_id <> '' AND user_id <> '' AND created_at IS NOT NULL AND coalesce(resolved_at >= created_at, true)
  QUALIFY row_number() OVER (PARTITION BY feedback_id ORDER BY created_at DESC, user_id, resolved_at NULLS LAST) = 1
)
WHERE created_at < ${day_end};

CREATE VIEW reviews AS
FROM (
  FROM read_parquet('${data}/reviews/dt=${date}/*.parquet', hive_partitioning = false)
  WHERE review_id <> '' AND user_id <> '' AND created_at IS NOT NULL AND rating IN ('positive', 'neutral', 'negative')
  QUALIFY row_number() OVER (PARTITION BY review_id ORDER BY created_at DESC, user_id, rating) = 1
)
WHERE created_at < ${day_end};

CREATE VIEW mall_addresses AS
FROM (
  FROM read_parquet('${data}/mall_addresses/dt=${date}/*.parquet', hive_partitioning = false)
  WHERE address_id <> '' AND user_id <> '' AND created_at IS NOT NULL AND coalesce(deleted_at >= created_at, true)
  QUALIFY row_number() OVER (PARTITION BY address_id ORDER BY created_at DESC, user_id, deleted_at NULLS LAST) = 1
)
WHERE created_at < ${day_end};

CREATE VIEW mall_coupons AS
FROM (
  FROM read_parquet('${data}/mall_coupons/dt=${date}/*.parquet', hive_partitioning = false)
  WHERE coupon_id <> '' AND user_id <> '' AND received_at IS NOT NULL
    AND coalesce(used_at >= received_at, true) AND coalesce(expires_at >= received_at, true)
  QUALIFY row_number() OVER (PARTITION BY coupon_id ORDER BY received_at DESC, user_id, used_at NULLS LAST, expires_at NULLS LAST) = 1
)
WHERE received_at < ${day_end};

CREATE VIEW mall_cart_items AS
FROM (
  FROM read_parquet('${data}/mall_cart_items/dt=${date}/*.parquet', hive_partitioning = false)
  WHERE user_id <> '' AND item_id <> '' AND added_at IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY user_id, item_id ORDER BY added_at DESC) = 1
)
WHERE added_at < ${day_end};

CREATE VIEW mall_orders AS
FROM (
  FROM read_parquet('${data}/mall_orders/dt=${date}/*.parquet', hive_partitioning = false)
  WHERE order_id <> '' AND user_id <> '' AND item_count >= 0 AND amount >= 0 AND created_at IS NOT NULL
    AND coalesce(paid_at >= created_at, true) AND coalesce(cancelled_at >= created_at, true)
  QUALIFY row_number() OVER (
    PARTITION BY order_id
    ORDER BY created_at DESC, user_id, item_count, amount, paid_at NULLS LAST, cancelled_at NULLS LAST) = 1
)
WHERE created_at < ${day_end};
