SELECT
  concat('d', n, '-', k) AS device_id,
  user_id,
  element_at(
    array('light', 'socket', 'ip_camera', 'smart_lock', 'gateway', 'smart_speaker', 'control_panel', 'sensor', 'curtain'),
    1 + CAST(9 * roll(category, n, k) AS INT)) AS category,
  ago[born * roll(bound, n, k)] AS bound_at,
  IF(roll(unbinds, n, k) < 0.12, ago[born * roll(bound, n, k) * roll(unbound, n, k)], NULL) AS unbound_at
FROM people LATERAL VIEW posexplode(array_repeat(0, least(20, CAST(-2.2 * ln(1 - roll(devices, n)) AS INT)))) AS k, none
