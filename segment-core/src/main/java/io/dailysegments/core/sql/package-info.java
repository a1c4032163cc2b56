/**
 * Writes Spark SQL text; the only package that knows its punctuation. Depends on {@code condition}.
 */
package io.dailysegments.core.sql;
