SELECT
  user_id,
  concat('item', CAST(500 * roll(item, n, k) AS INT)) AS item_id,
  ago[born * roll(added, n, k)] AS added_at
FROM people LATERAL VIEW posexplode(array_repeat(0, least(20, CAST(-1 * ln(1 - roll(cart, n)) AS INT)))) AS k, none
