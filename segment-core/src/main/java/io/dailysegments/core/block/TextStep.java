package io.dailysegments.core.block;

import io.dailysegments.core.text.ByteTexts;
import java.util.Arrays;

/** Evaluates tests of texts, once for each distinct text that the vector keeps. */
final class TextStep implements Step {
  private final TextGroup group;
  private final TextVector vector;
  private final NumberedStep step;
  private ByteTexts texts;

  /** The word by number of the text, of as many as are known. */
  private long[] truths;

  private int known;

  TextStep(TextGroup group, TextVector vector) {
    this.group = group;
    this.vector = vector;
    this.step = new NumberedStep(group.slots());
    forget();
  }

  @Override
  public void evaluate(int words, long[][] slots) {
    if (texts != vector.texts()) {
      forget();
    }
    learn();
    step.evaluate(words, vector.numbers(), truths, slots);
  }

  private void forget() {
    texts = vector.texts();
    truths = new long[Long.SIZE];
    truths[0] = group.missing();
    known = 0;
  }

  private void learn() {
    if (texts.size() >= truths.length) {
      truths = Arrays.copyOf(truths, 2 * texts.size());
    }
    while (known < texts.size()) {
      known++;
      truths[known] = group.word(texts.bytes(), texts.start(known), texts.end(known));
    }
  }
}
