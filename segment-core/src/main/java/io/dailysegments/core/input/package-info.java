/**
 * The inputs and what the contract says of their columns, free of any storage. Depends on nothing.
 */
package io.dailysegments.core.input;
