/** The Spark session and the settings of Spark that results depend on. */
package io.dailysegments.jobs.session;
