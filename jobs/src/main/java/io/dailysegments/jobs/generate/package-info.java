/**
 * Sample data that looks like life. Everything of a user derives from the seed and the user's
 * number, so that the same seed gives the same world whatever the partitioning. Depends on {@code
 * core}.
 */
package io.dailysegments.jobs.generate;
