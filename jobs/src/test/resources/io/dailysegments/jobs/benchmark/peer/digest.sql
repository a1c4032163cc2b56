CREATE TEMP TABLE digest_d AS
WITH received AS (
  SELECT event_id, user_id, event_time, event_code, platform, app_version, phone_model, properties, CAST(event_time AS DATE) AS activity_date
  FROM read_parquet('${data}/app_events/dt=${date}/*.parquet', hive_partitioning = false)
),
usable AS (
  SELECT *
  FROM received
  WHERE event_id <> '' AND user_id <> '' AND event_code <> '' AND event_time IS NOT NULL
    AND activity_date BETWEEN DATE '${date}' - 7 AND DATE '${date}'
),
used AS (
  SELECT *
  FROM usable
  WHERE NOT EXISTS (
    FROM read_parquet('${data}/app_events/dt=${day_before}/*.parquet', hive_partitioning = false) AS earlier
    WHERE earlier.user_id = usable.user_id AND earlier.event_id = usable.event_id)
  QUALIFY row_number() OVER (
    PARTITION BY user_id, event_id
    ORDER BY event_time, event_code, platform NULLS FIRST, app_version NULLS FIRST, phone_model NULLS FIRST, CAST(properties AS VARCHAR) NULLS FIRST) = 1
)
SELECT
  user_id,
  activity_date,
  event_code,
  CASE WHEN event_code = 'pairing_end' THEN nullif(properties['result'], '') END AS result,
  count(*) AS times,
  sum(CASE WHEN event_code = 'mall_item_purchase' THEN TRY_CAST(properties['amount'] AS DECIMAL(38, 10)) END) AS amount,
  min(event_time) AS first_at,
  max(event_time) AS last_at,
  max(CASE WHEN platform <> '' THEN {moment: event_time, id: event_id, value: platform} END) AS platform,
  max(CASE WHEN app_version <> '' THEN {moment: event_time, id: event_id, value: app_version} END) AS app_version,
  max(CASE WHEN phone_model <> '' THEN {moment: event_time, id: event_id, value: phone_model} END) AS phone_model
FROM used
GROUP BY ALL;

COPY (
  SELECT
    user_id, activity_date, event_code,
    CASE WHEN result IS NULL THEN MAP {} ELSE MAP {'result': result} END AS properties,
    times,
    CASE WHEN amount IS NULL THEN MAP {} ELSE MAP {'amount': amount} END AS sums,
    first_at, last_at,
    platform.value AS platform, platform.moment AS platform_at, platform.id AS platform_event_id,
    app_version.value AS app_version, app_version.moment AS app_version_at, app_version.id AS app_version_event_id,
    phone_model.value AS phone_model, phone_model.moment AS phone_model_at, phone_model.id AS phone_model_event_id
  FROM digest_d
) TO '${out}/digest.parquet';
