package io.dailysegments.jobs.benchmark;

/** Another way to compute the night, which must give the same. */
enum Reference {
  /** DuckDB. */
  PEER,
  /** Spark SQL without what makes the program fast: {@link PlainSql}. */
  PLAIN_SQL
}
