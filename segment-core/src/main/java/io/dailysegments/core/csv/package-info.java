/** Reads CSV by RFC 4180. Depends on {@code problem}. */
package io.dailysegments.core.csv;
