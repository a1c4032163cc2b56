SELECT
  IF(roll(broken, n) < 0.001, NULL, user_id) AS user_id,
  IF(roll(guest, n) < 0.08, 'guest', 'registered') AS account_type,
  IF(roll(unknown, n) < 0.01, NULL, ago[born]) AS registered_at,
  IF(lost > 0 AND roll(deleted, n) < 0.12, ago[lost * roll(gone, n)], NULL) AS deleted_at,
  IF(roll(guest, n) < 0.08, NULL, element_at(array('phone', 'email', 'google', 'apple', 'wechat'), 1 + CAST(5 * roll(method, n) AS INT))) AS registration_method,
  CASE WHEN roll(email, n) < 0.62 THEN concat(user_id, '@example.com') WHEN roll(email, n) < 0.63 THEN ' ' END AS email,
  IF(roll(phone, n) < 0.55, concat('+1555', lpad(CAST(n % 10000000 AS STRING), 7, '0')), NULL) AS phone,
  CASE WHEN roll(marketing, n) < 0.45 THEN true WHEN roll(marketing, n) < 0.9 THEN false END AS accepts_marketing
FROM people
