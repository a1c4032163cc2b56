/**
 * Rules in plain English, made from the bound tree. Depends on {@code activity}, {@code catalog},
 * {@code condition}, {@code problem}, {@code rule}, {@code time}.
 */
package io.dailysegments.core.explain;
