/**
 * Rules in plain English, made from the bound tree. Depends on {@code activity}, {@code condition},
 * {@code rule}, {@code time}.
 */
package io.dailysegments.core.explain;
