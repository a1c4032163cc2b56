package io.dailysegments.core.rule;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.problem.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An active segment as Spark SQL, for one data date.
 *
 * @param kind {@code custom} or {@code recommended}
 * @param consentRequired whether only users that accept marketing are members
 * @param includeDeleted whether deleted accounts are in the population
 * @param definition the text of its file
 * @param populationSql whether a user is in the population, before consent and criteria; never null
 * @param filterSql whether a user is a member; never null; over columns of {@code user_labels} and
 *     those of the metrics
 * @param definitionHash SHA-256 of what the definition means, in 64 hexadecimal digits; the same
 *     for every data date, name and layout of the file, another if a label or segment that it
 *     refers to means something else
 * @param labels every label whose column the filter reads, ascending
 * @param metrics every metric whose column the filter reads
 * @param warnings what holds for this data date and is probably not meant
 */
public record CompiledSegment(
    String id,
    String name,
    String kind,
    boolean consentRequired,
    boolean includeDeleted,
    String definition,
    String populationSql,
    String filterSql,
    String definitionHash,
    SortedSet<String> labels,
    Set<Metric> metrics,
    List<Problem> warnings) {
  public CompiledSegment {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(filterSql, "filterSql");
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    metrics = Set.copyOf(metrics);
    warnings = List.copyOf(warnings);
  }
}
