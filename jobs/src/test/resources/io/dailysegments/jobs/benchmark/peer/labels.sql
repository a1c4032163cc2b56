CREATE TEMP TABLE joined AS
SELECT
  users.user_id,
  country_en, country_zh, city_en, city_zh,
  CASE WHEN users.deleted_at < ${day_end} THEN 'deleted' ELSE account_type END AS user_type,
  CASE WHEN last_platform IS NULL THEN 'Unknown' WHEN lower(last_platform) = 'ios' THEN 'iOS' WHEN lower(last_platform) = 'android' THEN 'Android' ELSE 'Others' END AS platform,
  last_app_version,
  last_phone_model,
  coalesce(regexp_matches(email, '[^ \t\r\n\f\x0B]'), false) AS have_email,
  coalesce(regexp_matches(phone, '[^ \t\r\n\f\x0B]'), false) AS have_phone,
  registered_at,
  registration_method,
  coalesce(accepts_marketing, false) AS accept_marketing,
  coalesce(active_days_30d, 0)::INTEGER AS active_days_30d,
  last_active_at,
  coalesce(voice_controls, 0)::DOUBLE / 30 AS avg_daily_voice_control_30d,
  coalesce(panel_taps, 0)::DOUBLE / 30 AS avg_daily_panel_taps_30d,
  coalesce(have_gateway, false) AS have_gateway,
  coalesce(have_ip_camera, false) AS have_ip_camera,
  coalesce(have_smart_lock, false) AS have_smart_lock,
  coalesce(have_smart_speaker, false) AS have_smart_speaker,
  coalesce(have_control_panel, false) AS have_control_panel,
  coalesce(bound_device_count, 0)::INTEGER AS bound_device_count,
  coalesce(vas_subscribed, false) AS vas_subscribed,
  coalesce(vas_orders_placed, 0)::BIGINT AS vas_orders_placed,
  coalesce(vas_amount_placed, 0)::DECIMAL(28, 2) AS vas_amount_placed,
  coalesce(vas_orders_completed, 0)::BIGINT AS vas_orders_completed,
  coalesce(vas_amount_completed, 0)::DECIMAL(28, 2) AS vas_amount_completed,
  coalesce(cloud_storage_purchased, false) AS cloud_storage_purchased,
  cloud_storage_expires_at,
  coalesce(cloud_storage_renewed, false) AS cloud_storage_renewed,
  coalesce(feedback_count, 0)::BIGINT AS feedback_count,
  positive_review_pct,
  resolved_feedback_pct,
  by_address.user_id IS NOT NULL AS mall_address_entered,
  mall_last_visit_at,
  (0.1 * coalesce(browses, 0) + 0.2 * coalesce(taps, 0) + 0.3 * coalesce(favorites, 0) + 0.4 * coalesce(cart_adds, 0))::DECIMAL(18, 1) AS mall_activity_30d,
  coalesce(mall_visit_days_30d, 0)::INTEGER AS mall_visit_days_30d,
  coalesce(coupon_received_180d, false) AS coupon_received_180d,
  by_coupon.user_id IS NOT NULL AS coupon_received,
  coalesce(coupons_unused, 0)::BIGINT AS coupons_unused,
  coalesce(cart_item_count, 0)::BIGINT AS cart_item_count,
  coalesce(have_unpaid_order, false) AS have_unpaid_order,
  coalesce(items_ordered_180d, 0)::BIGINT AS items_ordered_180d,
  coalesce(amount_ordered_180d, 0)::DECIMAL(28, 2) AS amount_ordered_180d,
  coalesce(items_paid_180d, 0)::BIGINT AS items_paid_180d,
  coalesce(amount_paid_180d, 0)::DECIMAL(28, 2) AS amount_paid_180d,
  coalesce(device_count, 0)::INTEGER AS device_count,
  ever_added.user_id IS NOT NULL AS device_ever_added,
  (DATE '${date}' - last_active_day)::INTEGER AS days_since_active,
  coalesce(pairing_attempts_90d, 0)::BIGINT AS pairing_attempts_90d,
  coalesce(pairing_successes_90d, 0)::BIGINT AS pairing_successes_90d,
  coalesce(feedback_count_30d, 0)::BIGINT AS feedback_count_30d,
  coalesce(feedback_count_90d, 0)::BIGINT AS feedback_count_90d${metrics}
FROM users
LEFT JOIN metrics USING (user_id)
LEFT JOIN property_metrics USING (user_id)
LEFT JOIN by_device USING (user_id)
LEFT JOIN by_binding USING (user_id)
LEFT JOIN ever_added USING (user_id)
LEFT JOIN by_home USING (user_id)
LEFT JOIN by_service USING (user_id)
LEFT JOIN by_feedback USING (user_id)
LEFT JOIN by_review USING (user_id)
LEFT JOIN by_address USING (user_id)
LEFT JOIN by_coupon USING (user_id)
LEFT JOIN by_cart USING (user_id)
LEFT JOIN by_order USING (user_id);

CREATE TEMP TABLE labels AS
WITH versions AS (
  SELECT last_app_version AS kept FROM joined WHERE user_type <> 'deleted' AND last_app_version IS NOT NULL
  GROUP BY ALL ORDER BY count(*) DESC, kept LIMIT 50
),
models AS (
  SELECT last_phone_model AS kept FROM joined WHERE user_type <> 'deleted' AND last_phone_model IS NOT NULL
  GROUP BY ALL ORDER BY count(*) DESC, kept LIMIT 100
)
SELECT
  joined.* EXCLUDE (last_app_version, last_phone_model),
  CASE WHEN last_app_version IS NULL THEN 'NA' WHEN versions.kept IS NULL THEN 'Others' ELSE last_app_version END AS app_version,
  CASE WHEN last_phone_model IS NULL THEN 'NA' WHEN models.kept IS NULL THEN 'Others' ELSE last_phone_model END AS phone_model,
  CASE
    WHEN pairing_attempts_90d = 0 THEN 'unpaired'
    WHEN pairing_successes_90d >= 0.80 * pairing_attempts_90d THEN 'high'
    WHEN pairing_successes_90d >= 0.50 * pairing_attempts_90d THEN 'medium'
    ELSE 'low'
  END AS pairing_success_90d,
  CASE
    WHEN user_type = 'deleted' THEN NULL
    WHEN NOT device_ever_added THEN 'novice'
    WHEN days_since_active <= 7 THEN 'growth'
    WHEN days_since_active <= 30 THEN 'silence'
    ELSE 'churn'
  END AS lifecycle,
  CASE
    WHEN user_type = 'deleted' OR device_count = 0 THEN NULL
    WHEN device_count >= 6 THEN 'advanced'
    WHEN device_count >= 2 THEN 'intermediate'
    ELSE 'elementary'
  END AS user_level
FROM joined
LEFT JOIN versions ON versions.kept = last_app_version
LEFT JOIN models ON models.kept = last_phone_model;

DROP TABLE joined;

COPY (SELECT DATE '${date}' AS dt, user_id, ${label_names} FROM labels) TO '${out}/labels.parquet';
