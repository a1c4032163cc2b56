/**
 * The catalog of events, labels and sources: what a deployment declares. Depends on {@code
 * activity}, {@code yaml}, {@code problem}.
 */
package io.dailysegments.core.catalog;
