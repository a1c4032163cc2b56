package io.dailysegments.core.settings;

/**
 * Gates: what holds a day back before it is published.
 *
 * @param maxRejectedShare the share of refused rows of an input above which a run stops, 0 to 1
 * @param baselineDays how many days before a day are looked at for published ones to compare with
 * @param minRows smaller numbers than this are not compared: chance moves them too far
 * @param events how far the number of events may lie from the baseline's
 * @param users likewise the number of accounts
 * @param userTables likewise the rows of each other user table
 * @param missingLabels by how much the share of users without a value of a label may rise, 0 to 1
 * @param unknownUsers the largest share of events whose user has no account, 0 to 1
 * @param segmentSize how far the members of a segment may lie from those of the published day
 *     before
 */
public record QualitySettings(
    double maxRejectedShare,
    int baselineDays,
    int minRows,
    Range events,
    Range users,
    Range userTables,
    double missingLabels,
    double unknownUsers,
    Range segmentSize) {

  /**
   * How far a number may lie from its baseline.
   *
   * @param maxDrop the largest share that may be lost: 0.4 lets 100 fall to 60
   * @param maxGrowth the largest share that may be gained: 2 lets 100 grow to 300
   */
  public record Range(double maxDrop, double maxGrowth) {

    /** Whether a number lies within the range around a baseline. */
    public boolean admits(double number, double baseline) {
      return number >= baseline * (1 - maxDrop) && number <= baseline * (1 + maxGrowth);
    }
  }
}
