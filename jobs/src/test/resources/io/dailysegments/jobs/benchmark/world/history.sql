-- The digest of log dates as the product writes it.
SELECT
  user_id,
  date_sub(date_sub(DATE '${date}', CAST(ago AS INT)), IF(late, 1, 0)) AS activity_date,
  event_code,
  IF(event_code = 'pairing_end', map('result', result), CAST(map() AS MAP<STRING, STRING>)) AS properties,
  CAST(times AS BIGINT) AS times,
  IF(event_code = 'mall_item_purchase', map('amount', CAST(price * times AS DECIMAL(38, 10))), CAST(map() AS MAP<STRING, DECIMAL(38, 10)>)) AS sums,
  first_at,
  last_at,
  IF(anonymous, NULL, platform) AS platform,
  IF(anonymous, NULL, last_at) AS platform_at,
  IF(anonymous, NULL, last_id) AS platform_event_id,
  IF(anonymous, NULL, app_version) AS app_version,
  IF(anonymous, NULL, last_at) AS app_version_at,
  IF(anonymous, NULL, last_id) AS app_version_event_id,
  IF(anonymous, NULL, phone_model) AS phone_model,
  IF(anonymous, NULL, last_at) AS phone_model_at,
  IF(anonymous, NULL, last_id) AS phone_model_event_id,
  date_sub(DATE '${date}', CAST(ago AS INT)) AS log_date
FROM (
  SELECT
    *,
    day_start[ago + IF(late, 1, 0)] + make_dt_interval(0, 0, 0, second) AS first_at,
    day_start[ago + IF(late, 1, 0)] + make_dt_interval(0, 0, 0, second + 17 * (times - 1)) AS last_at,
    concat('e', n, '-', ago, '-', pos, '-', times - 1) AS last_id
  FROM (${activity})
)
