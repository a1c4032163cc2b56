-- Rows of the digest are read once for all that needs no property, and once more, which is few of them, for the rest.
CREATE VIEW digest AS
SELECT user_id, activity_date, event_code, times, last_at, platform, platform_at, app_version, app_version_at, phone_model, phone_model_at, properties['result'] AS result, sums['amount'] AS amount
FROM read_parquet('${history}/activity_digest/*/*.parquet', hive_partitioning = true)
WHERE log_date BETWEEN DATE '${first}' AND DATE '${day_before}' AND activity_date BETWEEN DATE '${first}' AND DATE '${date}'
UNION ALL
SELECT user_id, activity_date, event_code, times, last_at, platform.value, platform.moment, app_version.value, app_version.moment, phone_model.value, phone_model.moment, result, amount
FROM digest_d;

CREATE TEMP TABLE metrics AS
SELECT
  user_id,
  arg_max(platform, platform_at) AS last_platform,
  arg_max(app_version, app_version_at) AS last_app_version,
  arg_max(phone_model, phone_model_at) AS last_phone_model,
  bit_count(bit_or(CASE WHEN activity_date > DATE '${date}' - 30 AND event_code <> 'device_voice_control' THEN 1::UBIGINT << (activity_date - DATE '${date}' + 29)::UBIGINT END)) AS active_days_30d,
  max(last_at) FILTER (event_code <> 'device_voice_control') AS last_active_at,
  max(activity_date) FILTER (event_code <> 'device_voice_control') AS last_active_day,
  sum(times) FILTER (activity_date > DATE '${date}' - 30 AND event_code = 'device_voice_control') AS voice_controls,
  sum(times) FILTER (activity_date > DATE '${date}' - 30 AND event_code = 'device_panel_tap') AS panel_taps,
  max(last_at) FILTER (event_code IN (${mall})) AS mall_last_visit_at,
  bit_count(bit_or(CASE WHEN activity_date > DATE '${date}' - 30 AND event_code IN (${mall}) THEN 1::UBIGINT << (activity_date - DATE '${date}' + 29)::UBIGINT END)) AS mall_visit_days_30d,
  sum(times) FILTER (activity_date > DATE '${date}' - 30 AND event_code = 'mall_item_browse') AS browses,
  sum(times) FILTER (activity_date > DATE '${date}' - 30 AND event_code = 'mall_item_tap') AS taps,
  sum(times) FILTER (activity_date > DATE '${date}' - 30 AND event_code = 'mall_item_favorite') AS favorites,
  sum(times) FILTER (activity_date > DATE '${date}' - 30 AND event_code = 'mall_item_add_to_cart') AS cart_adds${plain}
FROM digest
GROUP BY user_id;

CREATE TEMP TABLE property_metrics AS
SELECT
  user_id,
  sum(times) FILTER (activity_date > DATE '${date}' - 90 AND event_code = 'pairing_end' AND result IN ('success', 'failure')) AS pairing_attempts_90d,
  sum(times) FILTER (activity_date > DATE '${date}' - 90 AND event_code = 'pairing_end' AND result = 'success') AS pairing_successes_90d${property}
FROM digest
WHERE event_code IN (${property_codes})
GROUP BY user_id;
