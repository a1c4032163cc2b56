package io.dailysegments.core.catalog;

import io.dailysegments.core.csv.CsvRecord;
import io.dailysegments.core.problem.DefinitionException;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.SourcePosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The names of countries by their code, kept as data so that no Java changes them. */
public final class CountryNames {

  private static final List<String> HEADER = List.of("code", "name_en", "name_zh");
  private static final Pattern CODE = Pattern.compile("[A-Z]{2}");

  private final SortedMap<String, Country> byCode;

  private CountryNames(SortedMap<String, Country> byCode) {
    this.byCode = Collections.unmodifiableSortedMap(byCode);
  }

  /**
   * A country.
   *
   * @param code ISO 3166-1 alpha-2, in upper case
   * @param nameEn in English
   * @param nameZh in Simplified Chinese
   */
  public record Country(String code, String nameEn, String nameZh) {}

  /**
   * Reads a file by RFC 4180 in UTF-8 with the header {@code code,name_en,name_zh}.
   *
   * @throws DefinitionException with every problem of the file; also if it cannot be read
   */
  public static CountryNames load(Path file) {
    Problems problems = new Problems();
    SortedMap<String, Country> byCode = new TreeMap<>();
    List<CsvRecord> records = read(file, problems);
    problems.throwIfAny();
    if (records.isEmpty() || !records.get(0).fields().equals(HEADER)) {
      problems.error(line(file, 1), "the header must be " + String.join(",", HEADER));
    }
    for (CsvRecord record : records.subList(Math.min(1, records.size()), records.size())) {
      reason(record, byCode)
          .ifPresentOrElse(
              reason -> problems.error(line(file, record.line()), reason),
              () -> add(record.fields(), byCode));
    }
    problems.throwIfAny();
    return new CountryNames(byCode);
  }

  /** The country of a code in upper case; empty if there is none. */
  public Optional<Country> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** Every country, by code. */
  public Collection<Country> countries() {
    return byCode.values();
  }

  private static void add(List<String> fields, SortedMap<String, Country> byCode) {
    byCode.put(fields.get(0), new Country(fields.get(0), fields.get(1), fields.get(2)));
  }

  private static Optional<String> reason(CsvRecord record, SortedMap<String, Country> byCode) {
    List<String> fields = record.fields();
    if (fields.size() != HEADER.size()) {
      return Optional.of(
          "a row has %d fields, this one has %d".formatted(HEADER.size(), fields.size()));
    } else if (!CODE.matcher(fields.get(0)).matches()) {
      return Optional.of("a code is two capital letters, not '" + Shown.of(fields.get(0)) + "'");
    } else if (fields.get(1).isBlank() || fields.get(2).isBlank()) {
      return Optional.of("a name of " + fields.get(0) + " is empty");
    }
    return byCode.containsKey(fields.get(0))
        ? Optional.of("code '" + fields.get(0) + "' stands here twice")
        : Optional.empty();
  }

  private static List<CsvRecord> read(Path file, Problems problems) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return CsvRecord.parse(file.toString(), text, problems).orElse(List.of());
    } catch (IOException e) {
      problems.error(line(file, 1), "cannot read the names of countries: " + e);
      return List.of();
    }
  }

  private static SourcePosition line(Path file, int line) {
    return new SourcePosition(file.toString(), line, 1);
  }
}
