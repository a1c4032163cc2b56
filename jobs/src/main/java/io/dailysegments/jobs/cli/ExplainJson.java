package io.dailysegments.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.explain.ExplainedRule;
import io.dailysegments.core.explain.RuleWords;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.jobs.run.UserExplanation;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What {@code explain} says, for machines. */
final class ExplainJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ExplainJson() {}

  static String rule(
      BoundSegment segment,
      CompiledSegment compiled,
      List<String> usedBy,
      LocalDate date,
      List<Problem> warnings)
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
    add(node, "warnings", texts(warnings));
    return text(node);
  }

  private static void add(ObjectNode node, String name, Collection<String> texts) {
    texts.forEach(node.putArray(name)::add);
  }

  static String user(
      BoundSegment segment, LocalDate date, UserExplanation explanation, List<Problem> warnings)
      throws JsonProcessingException {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("segment_id", segment.id()).put("dt", date.toString());
    node.put("member", explanation.member());
    node.put("in_population", explanation.inPopulation());
    node.put("consent_missing", explanation.consentMissing());
    add(node, "warnings", texts(warnings));
    node.set("rule", part(explanation.rule()));
    return text(node);
  }

  private static ObjectNode part(ExplainedRule rule) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("kind", rule.kind().name().toLowerCase(Locale.ROOT));
    node.put("words", rule.words()).put("holds", rule.holds());
    node.put("observed", rule.observed().orElse(null));
    node.put("from", rule.days().map(days -> days.from().toString()).orElse(null));
    node.put("to", rule.days().map(days -> days.to().toString()).orElse(null));
    node.put("missing", rule.missing().orElse(null));
    rule.parts().forEach(inner -> node.withArray("parts").add(part(inner)));
    return node;
  }

  private static List<String> texts(List<Problem> warnings) {
    return warnings.stream().map(Problem::toString).toList();
  }

  private static String text(ObjectNode node) throws JsonProcessingException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }
}
