/**
 * Whole runs on small worlds, with expectations worked out by hand from what the product promises.
 */
package io.dailysegments.jobs.acceptance;
