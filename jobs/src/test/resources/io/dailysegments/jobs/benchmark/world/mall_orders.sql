SELECT
  concat('mo', n, '-', k) AS order_id,
  user_id,
  1 + CAST(3 * power(roll(items, n, k), 2) AS INT) AS item_count,
  CAST(5 + 200 * roll(amount, n, k) AS DECIMAL(18, 2)) AS amount,
  ago[born * power(roll(ordered_item, n, k), 2)] AS created_at,
  IF(roll(pays, n, k) < 0.75, ago[born * power(roll(ordered_item, n, k), 2) * (1 - 0.01 * roll(paid, n, k))], NULL) AS paid_at,
  IF(roll(pays, n, k) > 0.85, ago[born * power(roll(ordered_item, n, k), 2) * (1 - 0.1 * roll(cancelled, n, k))], NULL) AS cancelled_at
FROM people LATERAL VIEW posexplode(array_repeat(0, least(20, CAST(-0.9 * ln(1 - roll(orders, n)) AS INT)))) AS k, none
