package io.dailysegments.core.block;

import io.dailysegments.core.block.Criteria.SlotTest;
import io.dailysegments.core.block.ValueTest.OfList;
import io.dailysegments.core.list.UserList;
import io.dailysegments.core.text.ByteTexts;
import java.util.List;
import java.util.Map;

/** Tests for lists. */
final class ListGroup implements Group {
  private static final long serialVersionUID = 1L;

  private final int[] slots;

  /** The word by number of the user's id among the listed ones; the first is for other users. */
  private final long[] words;

  private ListGroup(int[] slots, long[] words) {
    this.slots = slots;
    this.words = words;
  }

  /**
   * @param listed the ids of all lists
   */
  static ListGroup of(List<SlotTest> tests, Map<String, UserList> lists, ByteTexts listed) {
    long[] words = new long[listed.size() + 1];
    for (int k = 0; k < tests.size(); k++) {
      long bit = 1L << k;
      UserList list = lists.get(((OfList) tests.get(k).test()).name());
      list.userIds().forEach(id -> words[listed.find(id)] |= bit);
    }
    return new ListGroup(tests.stream().mapToInt(SlotTest::slot).toArray(), words);
  }

  @Override
  public Step bind(BlockVector vector) {
    UserIdVector users = (UserIdVector) vector;
    NumberedStep step = new NumberedStep(slots);
    return (count, results) -> step.evaluate(count, users.numbers(), words, results);
  }
}
