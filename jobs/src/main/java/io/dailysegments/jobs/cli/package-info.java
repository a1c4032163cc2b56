/**
 * The command line: the only package that uses standard streams, the clock's date and exit
 * statuses.
 */
package io.dailysegments.jobs.cli;
