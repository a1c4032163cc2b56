package io.dailysegments.core.input;

/** The type of a contract column. */
public enum InputType {
  /** Text; an empty one is no value. */
  STRING,
  /** An instant, to microseconds. */
  TIMESTAMP,
  /** decimal(18,2), rounded half up. */
  DECIMAL,
  /** 32-bit whole number. */
  INT,
  /** 64-bit floating point number. */
  DOUBLE,
  /** True or false. */
  BOOLEAN,
  /** A map of text to text. */
  PROPERTIES
}
