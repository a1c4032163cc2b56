SELECT
  concat('a', n, '-', k) AS address_id,
  user_id,
  ago[born * roll(entered, n, k)] AS created_at,
  IF(roll(removes, n, k) < 0.15, ago[born * roll(entered, n, k) * roll(removed, n, k)], NULL) AS deleted_at
FROM people LATERAL VIEW posexplode(array_repeat(0, least(9, CAST(-0.6 * ln(1 - roll(addresses, n)) AS INT)))) AS k, none
