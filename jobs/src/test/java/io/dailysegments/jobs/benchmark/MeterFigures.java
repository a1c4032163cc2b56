package io.dailysegments.jobs.benchmark;

import java.util.SortedMap;

/**
 * What {@link StageMeter} saw of a Spark application.
 *
 * @param sessionSeconds from the start of the JVM until Spark was there
 * @param peakRss the most bytes of the process that were ever resident
 * @param stages by job description; jobs without one are under {@code ""}
 */
record MeterFigures(double sessionSeconds, long peakRss, SortedMap<String, StageCost> stages) {}
