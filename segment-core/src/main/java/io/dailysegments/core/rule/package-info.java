/**
 * The rule language of segments: definitions as authored, bound to the catalog, and compiled to
 * Spark SQL. Depends on {@code activity}, {@code canonical}, {@code catalog}, {@code condition},
 * {@code list}, {@code metric}, {@code problem}, {@code sql}, {@code time}, {@code yaml}.
 */
package io.dailysegments.core.rule;
