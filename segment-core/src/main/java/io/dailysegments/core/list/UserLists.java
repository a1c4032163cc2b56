package io.dailysegments.core.list;

import io.dailysegments.core.csv.CsvRecord;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The imported lists of a deployment: files {@code <name>.csv} in one folder, in UTF-8, with a
 * header line that has a column {@code user_id}. A list is read when it is first asked for. Further
 * columns, repeated ids, empty lines and a byte-order mark do no harm.
 */
public final class UserLists {
  private static final String ENDING = ".csv";
  private static final String COLUMN = "user_id";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path folder;
  private final Map<String, Optional<UserList>> read = new TreeMap<>();

  private UserLists(Path folder) {
    this.folder = folder;
  }

  /** The lists in a folder; none if there is no such folder. */
  public static UserLists in(Path folder) {
    return new UserLists(folder);
  }

  /** Where lists are looked for. */
  public Path folder() {
    return folder;
  }

  /** The names of all lists, ascending. */
  public SortedSet<String> names() {
    if (!Files.isDirectory(folder)) {
      return Collections.emptySortedSet();
    }
    SortedSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .forEach(name -> names.add(name.substring(0, name.length() - ENDING.length())));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot read the folder of lists " + folder, e);
    }
    return names;
  }

  /**
   * A list by its name.
   *
   * @param problems where it is recorded, once, if the file can't be used
   * @return empty if the file can't be used
   */
  public Optional<UserList> load(String name, Problems problems) {
    return read.computeIfAbsent(name, any -> parse(name, problems));
  }

  private Optional<UserList> parse(String name, Problems problems) {
    Path file = folder.resolve(name + ENDING);
    SourcePosition start = new SourcePosition(file.toString(), 1, 1);
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      return CsvRecord.parse(file.toString(), content, problems)
          .flatMap(records -> list(name, records, start, problems));
    } catch (IOException e) {
      problems.error(start, "cannot read the list; it must be text in UTF-8");
      return Optional.empty();
    }
  }

  private static Optional<UserList> list(
      String name, List<CsvRecord> records, SourcePosition start, Problems problems) {
    int column = records.isEmpty() ? -1 : records.get(0).fields().indexOf(COLUMN);
    if (column < 0) {
      problems.error(start, "the header line of a list must have the column " + COLUMN);
      return Optional.empty();
    }
    return Optional.of(new UserList(name, ids(records, column)));
  }

  private static SortedSet<String> ids(List<CsvRecord> records, int column) {
    SortedSet<String> ids = new TreeSet<>();
    for (CsvRecord record : records.subList(1, records.size())) {
      if (record.fields().size() > column && !record.fields().get(column).isEmpty()) {
        ids.add(record.fields().get(column));
      }
    }
    return ids;
  }
}
