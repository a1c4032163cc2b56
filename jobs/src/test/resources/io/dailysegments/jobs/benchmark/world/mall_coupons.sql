SELECT
  concat('c', n, '-', k) AS coupon_id,
  user_id,
  ago[born * roll(received, n, k)] AS received_at,
  IF(roll(uses, n, k) < 0.4, ago[born * roll(received, n, k) * roll(used, n, k)], NULL) AS used_at,
  IF(roll(expires, n, k) < 0.9, ago[born * roll(received, n, k) - 60], NULL) AS expires_at
FROM people LATERAL VIEW posexplode(array_repeat(0, least(9, CAST(-1.2 * ln(1 - roll(coupons, n)) AS INT)))) AS k, none
