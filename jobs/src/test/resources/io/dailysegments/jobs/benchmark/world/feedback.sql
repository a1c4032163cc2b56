SELECT
  concat('f', n, '-', k) AS feedback_id,
  user_id,
  ago[born * power(roll(reported, n, k), 2)] AS created_at,
  IF(roll(resolves, n, k) < 0.7, ago[born * power(roll(reported, n, k), 2) * roll(resolved, n, k)], NULL) AS resolved_at
FROM people LATERAL VIEW posexplode(array_repeat(0, least(9, CAST(-0.6 * ln(1 - roll(issues, n)) AS INT)))) AS k, none
