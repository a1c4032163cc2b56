/** Reads CSV by RFC 4180. Depends on nothing. */
package io.dailysegments.core.csv;
