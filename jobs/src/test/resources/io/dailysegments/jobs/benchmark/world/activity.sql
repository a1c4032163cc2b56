-- What users do on some days: a row per user, day (as days before D) and event. Rows come day by day, as they are numbered.
-- Users of a day are shuffled, and some beyond the last account have none.
SELECT
  n, user_id, ago, pos, platform, phone_model,
  concat('5.', 20 - ago DIV 30, '.', n % 3) AS app_version,
  element_at(${codes}, 1 + CAST((start + pos) % ${code_count} AS INT)) AS event_code,
  least(200, 1 + CAST(-1.7 * ln(1 - roll(times, n, ago, pos)) AS INT)) AS times,
  CAST(80000 * roll(second, n, ago, pos) AS INT) AS second,
  IF(roll(result, n, ago, pos) < 0.8, 'success', 'failure') AS result,
  CAST(5 + 200 * roll(price, n, ago, pos) AS DECIMAL(18, 2)) AS price,
  roll(late, n, ago, pos) < 0.02 AS late,
  roll(anonymous, n, ago, pos) < 0.02 AS anonymous
FROM (
  SELECT
    *,
    CAST(${code_count} * power(roll(start, n, ago), 2.5) AS INT) AS start,
    least(30, 1 + CAST(-ln(1 - roll(size, n, ago)) * greatest(0, rate / active / 2.25 - 0.6) AS INT)) AS size
  FROM (SELECT *, 1 - exp(-rate / 3) AS active FROM (${people} , ago FROM ${slots}))
  WHERE ago < born AND ago >= lost AND roll(active, n, ago) < active
) LATERAL VIEW posexplode(array_repeat(0, size)) AS pos, none
