/**
 * Plans how metrics are measured: their Spark SQL over the activity digest and what they need of
 * it. Depends on {@code activity}, {@code catalog}, {@code condition}, {@code sql}, {@code time}.
 */
package io.dailysegments.core.metric;
