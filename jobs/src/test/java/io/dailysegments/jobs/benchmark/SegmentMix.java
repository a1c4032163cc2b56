package io.dailysegments.jobs.benchmark;

/**
 * Which segments a night computes.
 *
 * @param count how many
 * @param form how many members they have
 */
record SegmentMix(int count, Form form) {

  /** How many users satisfy the rules. */
  enum Form {
    /** As the rules say. */
    PLAIN,
    /** Each rule ends with one more that few satisfy, so that hardly anything is written. */
    FEW_MEMBERS
  }

  /** A name for folders. */
  String slug() {
    return "segments-" + count + (form == Form.PLAIN ? "" : "-few-members");
  }
}
