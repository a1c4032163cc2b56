package io.dailysegments.core.explain;

/**
 * What an English sentence says of a value, without the value.
 *
 * @param rest what follows the verb
 */
record Predicate(Verb verb, String rest) {
  /** The verbs, in the forms that are needed. */
  enum Verb {
    IS("is", "be"),
    HAS("has", "have"),
    CONTAINS("contains", "contain"),
    BEGINS("begins with", "begin with"),
    ENDS("ends with", "end with");

    private final String form;
    private final String infinitive;

    Verb(String form, String infinitive) {
      this.form = form;
      this.infinitive = infinitive;
    }
  }

  /** {@code is 3}. */
  String says() {
    return verb.form + " " + rest;
  }

  /** {@code must be 3}. */
  String must() {
    return "must " + verb.infinitive + " " + rest;
  }

  /** {@code must not be 3}. */
  String mustNot() {
    return "must not " + verb.infinitive + " " + rest;
  }
}
