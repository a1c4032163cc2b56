package io.dailysegments.jobs.oracle;

/** A segment with what it means: its population, its rule, and whether it asks for consent. */
record RandomSegment(String id, RuleNode rule, boolean consentRequired, boolean includeDeleted) {

  /** The text of its file. */
  String yaml() {
    return "name: X\nconsent: %s\ninclude_deleted: %s\nmatch: [%s]\n"
        .formatted(consentRequired ? "required" : "none", includeDeleted, rule.yaml());
  }

  /** The same with another rule. */
  RandomSegment with(String otherId, RuleNode otherRule) {
    return new RandomSegment(otherId, otherRule, consentRequired, includeDeleted);
  }

  boolean isMember(UserRow user) {
    return isEligible(user) && rule.holds(user);
  }

  /** Whether the user would be a member if the rule held. */
  boolean isEligible(UserRow user) {
    boolean deleted = "deleted".equals(user.labels().get("user_type"));
    boolean accepts = Boolean.TRUE.equals(user.labels().get("accept_marketing"));
    return (includeDeleted || !deleted) && (!consentRequired || accepts);
  }
}
