package io.dailysegments.core.rule;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.list.UserList;
import io.dailysegments.core.problem.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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
 *     for every data date, name and layout of the file, another if a label, segment or list that it
 *     refers to means or holds something else
 * @param labels every label whose column the filter reads, ascending
 * @param metrics every metric whose column the filter reads
 * @param lists every list that the filter reads, by name
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
    SortedMap<String, UserList> lists,
    List<Problem> warnings) {
  /**
   * The column, an array of texts, that the filter reads if the segment has lists: the names of
   * those that the user is on, null for none. No label or metric has this name.
   */
  public static final String LISTS_COLUMN = "_lists";

  public CompiledSegment {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(filterSql, "filterSql");
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    metrics = Set.copyOf(metrics);
    lists = Collections.unmodifiableSortedMap(new TreeMap<>(lists));
    warnings = List.copyOf(warnings);
  }
}
