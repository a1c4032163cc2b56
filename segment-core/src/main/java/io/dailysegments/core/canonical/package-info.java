/** Texts that are the same for the same meaning, and their hashes. Depends on nothing. */
package io.dailysegments.core.canonical;
