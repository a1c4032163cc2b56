/**
 * What can be measured of a user's activity. Depends on {@code condition}, {@code canonical},
 * {@code time}.
 */
package io.dailysegments.core.activity;
