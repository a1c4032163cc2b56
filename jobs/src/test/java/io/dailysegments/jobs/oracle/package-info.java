/**
 * A second, naive implementation of a day in plain Java, and random hostile worlds on which the
 * product must agree with it in every cell. It shares no code with the product.
 */
package io.dailysegments.jobs.oracle;
