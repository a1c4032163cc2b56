package io.dailysegments.core.block;

import io.dailysegments.core.block.Criteria.SlotTest;
import io.dailysegments.core.block.ValueTest.OfText;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.text.ByteTexts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tests of texts. Equality, also with one of many, is looked up once for all of them; the parts of
 * texts are looked for one by one.
 */
final class TextGroup implements Group {
  private static final long serialVersionUID = 1L;

  private final int[] slots;

  /** The word of a row without a value. */
  private long missing;

  /** The word of a text that is no operand and has none as a part. */
  private long other;

  /** The operands of tests for equality. */
  private final ByteTexts operands = new ByteTexts();

  /** What an operand changes of the word, by its number; nothing by 0. */
  private long[] changes = new long[1];

  private final ArrayList<TextPart> parts = new ArrayList<>();

  private TextGroup(int[] slots) {
    this.slots = slots;
  }

  static TextGroup of(List<SlotTest> tests) {
    TextGroup group = new TextGroup(tests.stream().mapToInt(SlotTest::slot).toArray());
    for (int k = 0; k < tests.size(); k++) {
      ((OfText) tests.get(k).test()).condition().accept(group.new Writer(1L << k));
    }
    return group;
  }

  @Override
  public Step bind(BlockVector vector) {
    return new TextStep(this, (TextVector) vector);
  }

  int[] slots() {
    return slots;
  }

  /** The word of a row without a value. */
  long missing() {
    return missing;
  }

  /** The word of a text that is not empty. */
  long word(byte[] bytes, int start, int end) {
    long word = other ^ changes[operands.find(bytes, start, end - start)];
    for (TextPart part : parts) {
      word ^= part.isIn(bytes, start, end) ? part.change() : 0;
    }
    return word;
  }

  /** Adds one condition, whose bit it has. */
  private final class Writer implements TextCondition.Visitor<Void> {
    private final long bit;

    Writer(long bit) {
      this.bit = bit;
    }

    @Override
    public Void isEmpty(TextCondition.IsEmpty isEmpty) {
      missing |= isEmpty.empty() ? bit : 0;
      other |= isEmpty.empty() ? 0 : bit;
      return null;
    }

    @Override
    public Void compare(TextCondition.Compare compare) {
      switch (compare.operator()) {
        case EQUALS, IN -> equal(compare.operands());
        case NOT_EQUALS, NOT_IN -> {
          other |= bit;
          equal(compare.operands());
        }
        case CONTAINS -> part(TextPart.Place.ANYWHERE, compare);
        case NOT_CONTAINS -> {
          other |= bit;
          part(TextPart.Place.ANYWHERE, compare);
        }
        case STARTS_WITH -> part(TextPart.Place.START, compare);
        case ENDS_WITH -> part(TextPart.Place.END, compare);
      }
      return null;
    }

    private void equal(List<String> texts) {
      for (String text : texts) {
        int number = operands.add(text);
        if (number >= changes.length) {
          changes = Arrays.copyOf(changes, 2 * number);
        }
        changes[number] |= bit;
      }
    }

    private void part(TextPart.Place place, TextCondition.Compare compare) {
      byte[] text = compare.operands().get(0).getBytes(StandardCharsets.UTF_8);
      parts.add(new TextPart(place, text, bit));
    }
  }
}
