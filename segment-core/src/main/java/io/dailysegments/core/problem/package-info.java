/**
 * Problems of users' files and requests: where they stand, what they say, how the program ends.
 * Depends on nothing.
 */
package io.dailysegments.core.problem;
