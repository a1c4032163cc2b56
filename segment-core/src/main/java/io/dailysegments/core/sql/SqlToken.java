package io.dailysegments.core.sql;

/** A piece of SQL; all pieces of a text, put together, are the text. */
record SqlToken(Kind kind, String text) {
  /** What a piece is. */
  enum Kind {
    /** {@code :name}. */
    PLACEHOLDER,
    /** A bare name, keyword or number. */
    WORD,
    /** A string literal, a name in back-ticks, or a comment. */
    QUOTED,
    /** Anything else, one character or {@code ::}. */
    OTHER
  }

  /** The name without its colon. */
  String placeholder() {
    return text.substring(1);
  }
}
