/** Finds the nearest known place of a point on the earth. Depends on nothing. */
package io.dailysegments.core.place;
