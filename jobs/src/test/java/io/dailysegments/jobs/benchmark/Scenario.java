package io.dailysegments.jobs.benchmark;

import java.util.List;

/** A question that some nights answer together. */
interface Scenario {

  /** A night to measure. */
  record Case(WorldSize size, SegmentMix mix) {}

  /** The name on the command line. */
  String name();

  /** Which nights to measure, given what the command line asks for. */
  List<Case> cases(WorldSize size, SegmentMix mix);

  /** The answer, a line each, from the nights in the order of the cases. */
  List<String> answer(List<NightResult> nights);
}
