/**
 * Reads YAML 1.2 into nodes that know their place; the only package that sees a YAML parser.
 * Depends on {@code problem}.
 */
package io.dailysegments.core.yaml;
