/**
 * Conditions on one value, by type: the operators of the rule language. Depends on {@code
 * canonical}.
 */
package io.dailysegments.core.condition;
