/**
 * Measures whole nights: makes worlds by size, runs the program on them as its users do, lets a
 * peer (DuckDB) compute the same from the same files, checks that both agree, and writes what it
 * cost. Depends on the command line of the program, on {@code core}, and to make worlds on {@code
 * table}; of the stages it knows their descriptions only.
 */
package io.dailysegments.jobs.benchmark;
