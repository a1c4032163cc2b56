/**
 * The registered derivations: what label and source blocks need and SQL can't say. Depends on
 * {@code core}.
 */
package io.dailysegments.jobs.derivation;
