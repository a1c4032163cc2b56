CREATE TEMP TABLE by_device AS
WITH open_bindings AS (
  SELECT user_id, device_id, category
  FROM device_bindings
  WHERE unbound_at IS NULL OR unbound_at >= ${day_end}
),
user_devices AS (
  FROM open_bindings
  UNION ALL
  SELECT share.user_id, share.device_id, binding.category
  FROM device_shares AS share
  JOIN (SELECT DISTINCT device_id, category FROM open_bindings) AS binding USING (device_id)
  WHERE share.revoked_at IS NULL OR share.revoked_at >= ${day_end}
)
SELECT
  user_id,
  count(DISTINCT device_id) AS device_count,
  bool_or(category = 'gateway') AS have_gateway,
  bool_or(category = 'ip_camera') AS have_ip_camera,
  bool_or(category = 'smart_lock') AS have_smart_lock,
  bool_or(category = 'smart_speaker') AS have_smart_speaker,
  bool_or(category = 'control_panel') AS have_control_panel
FROM user_devices
GROUP BY user_id;

CREATE TEMP TABLE by_binding AS
SELECT user_id, count(DISTINCT device_id) FILTER (unbound_at IS NULL OR unbound_at >= ${day_end}) AS bound_device_count
FROM device_bindings
GROUP BY user_id;

CREATE TEMP TABLE ever_added AS
SELECT user_id FROM device_bindings
UNION
SELECT user_id FROM device_shares;

CREATE TEMP TABLE by_home AS
WITH current_home AS (
  SELECT user_id, unnest(max_by({home_id: home_id, place_id: nullif(place_id, ''), country_code: nullif(country_code, ''), latitude: latitude, longitude: longitude}, {moment: created_at, id: home_id}))
  FROM (
    SELECT * REPLACE (
      CASE WHEN latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 THEN latitude END AS latitude,
      CASE WHEN latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 THEN longitude END AS longitude)
    FROM homes
  )
  WHERE (deleted_at IS NULL OR deleted_at >= ${day_end})
    AND (nullif(place_id, '') IS NOT NULL OR nullif(country_code, '') IS NOT NULL OR latitude IS NOT NULL)
  GROUP BY user_id
),
near AS (
  SELECT
    home.home_id,
    place.place_id,
    2 * 6371.0088 * asin(least(1, sqrt(
      pow(sin((radians(home.latitude) - radians(place.latitude)) / 2), 2)
      + cos(radians(place.latitude)) * cos(radians(home.latitude)) * pow(sin(radians(home.longitude - place.longitude) / 2), 2)))) AS km
  FROM current_home AS home
  JOIN places AS place ON home.latitude BETWEEN place.latitude - 0.5 AND place.latitude + 0.5
  WHERE home.place_id IS NULL OR home.place_id NOT IN (SELECT place_id FROM places)
),
nearest AS (
  SELECT home_id, min_by(place_id, {km: km, id: place_id}) AS place_id
  FROM near
  WHERE km <= 50
  GROUP BY home_id
)
SELECT
  home.user_id,
  country.name_en AS country_en,
  country.name_zh AS country_zh,
  place.city_en,
  place.city_zh
FROM current_home AS home
LEFT JOIN nearest ON nearest.home_id = home.home_id
LEFT JOIN places AS known ON known.place_id = home.place_id
LEFT JOIN places AS place ON place.place_id = coalesce(known.place_id, nearest.place_id)
LEFT JOIN countries AS country ON country.code = upper(coalesce(place.country_code, home.country_code));

CREATE TEMP TABLE by_service AS
SELECT
  user_id,
  bool_or(completed_at < ${day_end}) AS vas_subscribed,
  count(*) AS vas_orders_placed,
  sum(amount) AS vas_amount_placed,
  count(*) FILTER (completed_at < ${day_end}) AS vas_orders_completed,
  sum(amount) FILTER (completed_at < ${day_end}) AS vas_amount_completed,
  bool_or(service = 'cloud_storage' AND completed_at < ${day_end}) AS cloud_storage_purchased,
  max(expires_at) FILTER (service = 'cloud_storage' AND completed_at < ${day_end}) AS cloud_storage_expires_at,
  bool_or(service = 'cloud_storage' AND completed_at < ${day_end} AND is_renewal) AS cloud_storage_renewed
FROM service_orders
GROUP BY user_id;

CREATE TEMP TABLE by_feedback AS
SELECT
  user_id,
  count(*) AS feedback_count,
  count(*) FILTER (created_at >= ${day_end} - INTERVAL 30 DAY) AS feedback_count_30d,
  count(*) FILTER (created_at >= ${day_end} - INTERVAL 90 DAY) AS feedback_count_90d,
  100.0::DOUBLE * count(*) FILTER (resolved_at < ${day_end}) / count(*) AS resolved_feedback_pct
FROM feedback
GROUP BY user_id;

CREATE TEMP TABLE by_review AS
SELECT user_id, 100.0::DOUBLE * count(*) FILTER (rating = 'positive') / count(*) AS positive_review_pct
FROM reviews
GROUP BY user_id;

CREATE TEMP TABLE by_address AS
SELECT DISTINCT user_id
FROM mall_addresses
WHERE deleted_at IS NULL OR deleted_at >= ${day_end};

CREATE TEMP TABLE by_coupon AS
SELECT
  user_id,
  bool_or(received_at >= ${day_end} - INTERVAL 180 DAY) AS coupon_received_180d,
  count(*) FILTER ((used_at IS NULL OR used_at >= ${day_end}) AND (expires_at IS NULL OR expires_at >= ${day_end})) AS coupons_unused
FROM mall_coupons
GROUP BY user_id;

CREATE TEMP TABLE by_cart AS
SELECT user_id, count(*) AS cart_item_count FROM mall_cart_items GROUP BY user_id;

CREATE TEMP TABLE by_order AS
SELECT
  user_id,
  bool_or((paid_at IS NULL OR paid_at >= ${day_end}) AND (cancelled_at IS NULL OR cancelled_at >= ${day_end})) AS have_unpaid_order,
  sum(item_count) FILTER (created_at >= ${day_end} - INTERVAL 180 DAY) AS items_ordered_180d,
  sum(amount) FILTER (created_at >= ${day_end} - INTERVAL 180 DAY) AS amount_ordered_180d,
  sum(item_count) FILTER (paid_at >= ${day_end} - INTERVAL 180 DAY AND paid_at < ${day_end}) AS items_paid_180d,
  sum(amount) FILTER (paid_at >= ${day_end} - INTERVAL 180 DAY AND paid_at < ${day_end}) AS amount_paid_180d
FROM mall_orders
GROUP BY user_id;
