package io.dailysegments.core.yaml;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads one YAML 1.2 document by the core schema, so {@code on} is a word and a date is text.
 * Anchors, aliases and tags are refused, and so is everything that could blow up a small file.
 */
public final class YamlReader {

  /** The largest file that is read, in bytes. */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private YamlReader() {}

  /**
   * Reads a file of UTF-8 text.
   *
   * @param displayName the path as a user would type it, for positions
   * @return the document, without what is refused in it; empty if it can't be read. Either way
   *     every problem is recorded as an error
   */
  public static Optional<YamlNode> readFile(Path file, String displayName, Problems problems) {
    SourcePosition start = new SourcePosition(displayName, 1, 1);
    try {
      if (Files.isDirectory(file)) {
        problems.error(start, "cannot read the file: it is a folder");
        return Optional.empty();
      }
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        problems.error(start, tooLarge(size));
        return Optional.empty();
      }
      return decode(displayName, Files.readAllBytes(file), problems)
          .flatMap(text -> read(displayName, text, problems));
    } catch (IOException e) {
      problems.error(start, "cannot read the file: " + reason(e));
      return Optional.empty();
    }
  }

  /**
   * Reads a text.
   *
   * @param file the path as a user would type it, for positions
   * @return the document, without what is refused in it; empty if it can't be read. Either way
   *     every problem is recorded as an error
   */
  public static Optional<YamlNode> read(String file, String text, Problems problems) {
    long bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      problems.error(new SourcePosition(file, 1, 1), tooLarge(bytes));
      return Optional.empty();
    }
    String content =
        !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    return isPrintable(file, content, problems)
        ? new YamlTree(file, problems).read(content)
        : Optional.empty();
  }

  private static Optional<String> decode(String file, byte[] bytes, Problems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      problems.error(
          endOf(file, text.toString()), "the file is not valid UTF-8: save it in that encoding");
      return Optional.empty();
    }
    return Optional.of(text.toString());
  }

  private static boolean isPrintable(String file, String text, Problems problems) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      if (!StreamReader.isPrintable(character)) {
        String message =
            "character U+%04X is not allowed in YAML: write it as \"\\u%04X\" in double quotes";
        problems.error(endOf(file, text.substring(0, i)), message.formatted(character, character));
        return false;
      }
    }
    return true;
  }

  /** The place right behind a text that a file begins with. */
  private static SourcePosition endOf(String file, String text) {
    int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
    String last = text.substring(text.lastIndexOf('\n') + 1);
    return new SourcePosition(file, line, 1 + last.codePointCount(0, last.length()));
  }

  private static String tooLarge(long bytes) {
    return "the file has %d bytes, more than the %d (1 MiB) that are read: split it"
        .formatted(bytes, MAX_BYTES);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return e instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }
}
