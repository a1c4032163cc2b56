/**
 * The catalog of events, labels and sources: what a deployment declares. Depends on {@code
 * activity}, {@code condition}, {@code canonical}, {@code input}, {@code sql}, {@code yaml}, {@code
 * problem}.
 */
package io.dailysegments.core.catalog;
