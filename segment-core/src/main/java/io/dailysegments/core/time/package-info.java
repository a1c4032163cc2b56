/** Business days and instants. Depends on nothing. */
package io.dailysegments.core.time;
