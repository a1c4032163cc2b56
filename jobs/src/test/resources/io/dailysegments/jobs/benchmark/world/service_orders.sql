SELECT
  concat('so', n, '-', k) AS order_id,
  user_id,
  element_at(array('cloud_storage', 'cloud_storage', 'phone_alert', 'ai_detection'), 1 + CAST(4 * roll(service, n, k) AS INT)) AS service,
  CAST(IF(roll(negative, n, k) < 0.002, -1, 1) * element_at(array(4.99, 19.90, 49.00), 1 + CAST(3 * roll(price, n, k) AS INT)) AS DECIMAL(18, 2)) AS amount,
  ago[born * roll(ordered, n, k)] AS created_at,
  IF(roll(completes, n, k) < 0.85, ago[born * roll(ordered, n, k) * (1 - 0.02 * roll(completed, n, k))], NULL) AS completed_at,
  IF(roll(completes, n, k) < 0.8, ago[born * roll(ordered, n, k) - IF(roll(term, n, k) < 0.5, 30, 365)], NULL) AS expires_at,
  k > 0 AS is_renewal
FROM people LATERAL VIEW posexplode(array_repeat(0, least(9, CAST(-0.7 * ln(1 - roll(services, n)) AS INT)))) AS k, none
