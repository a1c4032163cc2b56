package io.dailysegments.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.explain.RuleWords;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.jobs.run.UserExplanation;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** What {@code explain} says, for machines. */
final class ExplainJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ExplainJson() {}

  static String rule(
      BoundSegment segment, CompiledSegment compiled, List<String> usedBy, LocalDate date)
      throws JsonProcessingException {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("segment_id", segment.id()).put("name", segment.name());
    node.put("rule", RuleWords.of(segment)).put("dt", date.toString());
    node.put("filter_sql", compiled.filterSql());
    node.put("definition_hash", compiled.definitionHash());
    add(node, "labels", compiled.labels());
    add(node, "metrics", compiled.metrics().stream().map(Metric::column).sorted().toList());
    add(node, "lists", compiled.lists().keySet());
    add(node, "used_by", usedBy);
    return text(node);
  }

  private static void add(ObjectNode node, String name, Collection<String> texts) {
    texts.forEach(node.putArray(name)::add);
  }

  static String user(BoundSegment segment, LocalDate date, UserExplanation explanation)
      throws JsonProcessingException {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("segment_id", segment.id()).put("dt", date.toString());
    node.put("member", explanation.member());
    node.put("in_population", explanation.inPopulation());
    node.put("rule_holds", explanation.ruleHolds());
    node.put("consent_missing", explanation.consentMissing());
    for (UserExplanation.Criterion criterion : explanation.criteria()) {
      ObjectNode one = node.withArray("criteria").addObject();
      one.put("criterion", criterion.words()).put("holds", criterion.holds());
      one.put("observed", criterion.observed().orElse(null));
      one.put("from", criterion.days().map(days -> days.from().toString()).orElse(null));
      one.put("to", criterion.days().map(days -> days.to().toString()).orElse(null));
      one.put("missing", criterion.missing().orElse(null));
    }
    return text(node);
  }

  private static String text(ObjectNode node) throws JsonProcessingException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }
}
