SELECT
  concat('r', n, '-', k) AS review_id,
  user_id,
  ago[born * roll(reviewed, n, k)] AS created_at,
  CASE WHEN roll(rating, n, k) < 0.7 THEN 'positive' WHEN roll(rating, n, k) < 0.87 THEN 'neutral' WHEN roll(rating, n, k) < 0.995 THEN 'negative' ELSE 'unknown' END AS rating
FROM people LATERAL VIEW posexplode(array_repeat(0, least(9, CAST(-0.6 * ln(1 - roll(reviews, n)) AS INT)))) AS k, none
