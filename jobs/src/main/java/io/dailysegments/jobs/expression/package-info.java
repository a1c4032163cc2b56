/**
 * Looks into SQL expressions of the catalog with Spark's parser, without a session. Depends on
 * {@code core}.
 */
package io.dailysegments.jobs.expression;
