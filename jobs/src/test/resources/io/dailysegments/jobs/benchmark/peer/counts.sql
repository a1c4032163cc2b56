COPY (
  WITH now AS (FROM read_parquet('${out}/membership-*.parquet')),
  before AS (SELECT segment_id, user_id FROM read_parquet('${before}/segment_membership/dt=${day_before}/*/*.parquet', hive_partitioning = false)),
  now_counts AS (SELECT segment_id, count(*) AS members FROM now GROUP BY segment_id),
  before_counts AS (SELECT segment_id, count(*) AS members FROM before GROUP BY segment_id),
  stayed AS (SELECT segment_id, count(*) AS members FROM now JOIN before USING (segment_id, user_id) GROUP BY segment_id),
  population AS (SELECT count(*) FILTER (user_type <> 'deleted') AS accounts FROM labels)
  SELECT
    DATE '${date}' AS dt,
    segment.id AS segment_id,
    coalesce(now_counts.members, 0) AS members,
    coalesce(now_counts.members, 0) - coalesce(stayed.members, 0) AS entered,
    coalesce(before_counts.members, 0) - coalesce(stayed.members, 0) AS exited,
    population.accounts AS population
  FROM (VALUES ${segments}) AS segment(id)
  CROSS JOIN population
  LEFT JOIN now_counts ON now_counts.segment_id = segment.id
  LEFT JOIN before_counts ON before_counts.segment_id = segment.id
  LEFT JOIN stayed ON stayed.segment_id = segment.id
) TO '${out}/counts.parquet';
