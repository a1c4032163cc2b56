SELECT
  concat('h', n, '-', k) AS home_id,
  user_id,
  IF(roll(kind, n, k) < 0.02, NULL, IF(roll(lower, n, k) < 0.1, lower(country_code), country_code)) AS country_code,
  IF(roll(kind, n, k) BETWEEN 0.02 AND 0.52, place_id, NULL) AS place_id,
  IF(roll(kind, n, k) BETWEEN 0.52 AND 0.82, latitude + (roll(north, n, k) - 0.5) * IF(roll(kind, n, k) < 0.78, 0.4, 6), NULL) AS latitude,
  IF(roll(kind, n, k) BETWEEN 0.52 AND 0.82, longitude + (roll(east, n, k) - 0.5) * IF(roll(kind, n, k) < 0.78, 0.4, 6), NULL) AS longitude,
  ago[born * roll(created, n, k)] AS created_at,
  IF(roll(deleted_home, n, k) < 0.08, ago[born * roll(created, n, k) * roll(left, n, k)], NULL) AS deleted_at
FROM (
  SELECT n, user_id, born, k, CAST(60 * power(roll(city, n, k), 2) AS INT) AS city
  FROM people LATERAL VIEW posexplode(array_repeat(0, CASE WHEN roll(homes, n) < 0.1 THEN 0 WHEN roll(homes, n) < 0.85 THEN 1 ELSE 2 END)) AS k, none
)
JOIN cities USING (city)
