/** Imported lists of users. Depends on {@code canonical}, {@code csv}, {@code problem}. */
package io.dailysegments.core.list;
