SELECT
  concat('d', n, '-', k) AS device_id,
  concat('u', lpad(CAST((n + 1) % ${users} AS STRING), 8, '0')) AS user_id,
  ago[born * roll(bound, n, k) * roll(shared, n, k)] AS shared_at,
  IF(roll(revokes, n, k) < 0.15, ago[born * roll(bound, n, k) * roll(shared, n, k) * roll(revoked, n, k)], NULL) AS revoked_at
FROM people LATERAL VIEW posexplode(array_repeat(0, least(20, CAST(-2.2 * ln(1 - roll(devices, n)) AS INT)))) AS k, none
WHERE roll(shares, n, k) < 0.12
