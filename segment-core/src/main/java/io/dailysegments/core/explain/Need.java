package io.dailysegments.core.explain;

/** What a part of a rule has to do for the user to become a member. */
enum Need {
  TO_HOLD,
  TO_FAIL,
  /** It is as it has to be, or does not matter. */
  NOTHING;

  /** What is needed of the parts, if the whole holds or does not. */
  Need given(boolean holds) {
    boolean met = holds ? this == TO_HOLD : this == TO_FAIL;
    return met ? NOTHING : this;
  }

  /** What is needed of a rule for its complement to do this. */
  Need opposite() {
    return switch (this) {
      case TO_HOLD -> TO_FAIL;
      case TO_FAIL -> TO_HOLD;
      case NOTHING -> NOTHING;
    };
  }
}
