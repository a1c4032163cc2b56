/** What can be measured of a user's activity, and its SQL over the activity digest. Depends on {@code condition}, {@code sql}, {@code time}. */
package io.dailysegments.core.activity;
