/**
 * The stages of a day: each takes Datasets and values and gives Datasets, and neither reads nor
 * writes tables, counts, caches or looks at a clock. Depends on {@code core}.
 */
package io.dailysegments.jobs.stage;
