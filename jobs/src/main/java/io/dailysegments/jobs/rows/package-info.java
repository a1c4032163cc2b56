/** Rows as Spark computes with them: handing them to plain code, and keeping them in between. */
package io.dailysegments.jobs.rows;
