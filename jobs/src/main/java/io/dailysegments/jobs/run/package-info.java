/**
 * The jobs: in what order tables are read, stages applied, gates checked and results published.
 * Depends on {@code table}, {@code stage}, {@code core}.
 */
package io.dailysegments.jobs.run;
