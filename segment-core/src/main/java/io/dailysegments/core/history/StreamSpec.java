package io.dailysegments.core.history;

import java.io.Serializable;

/**
 * The events that some metrics look at alike, with the same filters, and what these metrics take of
 * them.
 *
 * @param cells where their number is counted
 * @param takesDays whether their days are wanted
 * @param takesLast whether the time of the last one is wanted
 */
record StreamSpec(TimesCells cells, boolean takesDays, boolean takesLast) implements Serializable {}
