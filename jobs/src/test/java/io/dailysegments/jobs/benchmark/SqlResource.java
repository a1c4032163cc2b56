package io.dailysegments.jobs.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** SQL that lies beside this class in files, with places {@code ${name}}. */
final class SqlResource {

  private SqlResource() {}

  /**
   * The text of a file, without the semicolons and comments around.
   *
   * @param name such as {@code world/users}
   * @param values by place; a value may have places itself
   */
  static String text(String name, Map<String, String> values) {
    String text = read(name + ".sql");
    String before;
    do {
      before = text;
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("${" + value.getKey() + "}", value.getValue());
      }
    } while (!text.equals(before));
    if (text.contains("${")) {
      throw new IllegalStateException("Cannot fill every place of " + name + ": " + text);
    }
    return text;
  }

  /** The lines of a file of the class path. */
  static List<String> lines(String path) {
    return read(path).lines().toList();
  }

  private static String read(String name) {
    try (InputStream file = SqlResource.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
