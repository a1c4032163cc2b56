/** Conditions on one value, by type: the operators of the rule language. Depends on nothing. */
package io.dailysegments.core.condition;
