/**
 * The settings of a deployment. Depends on {@code catalog}, {@code input}, {@code yaml}, {@code
 * problem}, {@code time}.
 */
package io.dailysegments.core.settings;
