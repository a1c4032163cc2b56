-- The log of one date: most events of that day; some of days before, far too old or in the future; some twice, also those
-- that came on the day before; some without code.
SELECT
  event_id,
  user_id,
  event_time,
  IF(roll(nameless, n, ago, pos, j) < 0.0005, NULL, event_code) AS event_code,
  IF(anonymous, NULL, platform) AS platform,
  IF(anonymous, NULL, app_version) AS app_version,
  IF(anonymous, NULL, phone_model) AS phone_model,
  CASE
    WHEN event_code = 'pairing_end' THEN map('result', result)
    WHEN event_code = 'mall_item_purchase' THEN map('amount', CAST(price AS STRING))
  END AS properties
FROM (
  SELECT
    *,
    concat('e', n, '-', ago, '-', pos, '-', j) AS event_id,
    day_start[ago + CASE WHEN late THEN 1 WHEN roll(odd, n, ago, pos, j) < 0.001 THEN 12 WHEN roll(odd, n, ago, pos, j) < 0.0013 THEN -3 ELSE 0 END]
      + make_dt_interval(0, 0, 0, second + 17 * j + roll(milli, n, ago, pos, j)) AS event_time
  FROM (${activity}) LATERAL VIEW posexplode(array_repeat(0, times)) AS j, none
)
LATERAL VIEW explode(array_repeat(0, CASE WHEN ago > ${ago} THEN IF(roll(again, n, ago, pos, j) < 0.005, 1, 0) WHEN roll(twice, n, ago, pos, j) < 0.01 THEN 2 ELSE 1 END)) AS copy
