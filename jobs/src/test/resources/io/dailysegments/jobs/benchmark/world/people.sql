-- What everybody is: when the account began and lost interest (days before the end of D), and how many events a day.
SELECT
  n,
  concat('u', lpad(CAST(n AS STRING), 8, '0')) AS user_id,
  730 * roll(born, n) AS born,
  IF(roll(leaves, n) < 0.35, 730 * roll(born, n) * roll(lost, n), 0D) AS lost,
  least(40D, 0.5 * power(roll(rate, n) + 1e-6, -0.5)) * ${events} AS rate,
  CASE WHEN roll(platform, n) < 0.52 THEN 'Android' WHEN roll(platform, n) < 0.97 THEN 'iOS' ELSE 'HarmonyOS' END AS platform,
  concat('Model ', CAST(150 * power(roll(model, n), 2) AS INT)) AS phone_model
