/**
 * Storage: the only package that reads inputs and reads or writes output tables. Depends on {@code
 * core.settings} and {@code core.input}.
 */
package io.dailysegments.jobs.table;
