/** Texts as bytes of UTF-8, so that looking at one makes no object. Depends on nothing. */
package io.dailysegments.core.text;
