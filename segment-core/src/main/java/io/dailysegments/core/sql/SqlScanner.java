package io.dailysegments.core.sql;

import io.dailysegments.core.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts SQL into pieces as Spark's lexer does, as far as quotes, comments, words and colons go. */
final class SqlScanner {
  private final String sql;
  private int at;

  private SqlScanner(String sql) {
    this.sql = sql;
  }

  /** The pieces in order. What is opened and not closed reaches to the end. */
  static List<SqlToken> scan(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    List<SqlToken> tokens = new ArrayList<>();
    while (scanner.at < sql.length()) {
      tokens.add(scanner.next());
    }
    return tokens;
  }

  private SqlToken next() {
    int start = at;
    Kind kind = skip();
    return new SqlToken(kind, sql.substring(start, at));
  }

  private Kind skip() {
    char c = sql.charAt(at);
    if (isWordPart(c)) {
      return skipWord();
    }
    if (c == '\'' || c == '"') {
      skipQuoted(c, true);
      return Kind.QUOTED;
    }
    if (c == '`') {
      skipQuoted(c, false);
      return Kind.QUOTED;
    }
    if (sql.startsWith("--", at) || sql.startsWith("/*", at)) {
      skipComment();
      return Kind.QUOTED;
    }
    return c == ':' ? skipColon() : skipOther();
  }

  /** A word, or the raw string {@code r'...'}, in which a backslash means itself. */
  private Kind skipWord() {
    int start = at;
    while (at < sql.length() && isWordPart(sql.charAt(at))) {
      at++;
    }
    boolean raw = at - start == 1 && Character.toLowerCase(sql.charAt(start)) == 'r';
    if (raw && at < sql.length() && (sql.charAt(at) == '\'' || sql.charAt(at) == '"')) {
      skipQuoted(sql.charAt(at), false);
      return Kind.QUOTED;
    }
    return Kind.WORD;
  }

  /**
   * A doubled quote needs no rule of its own: it reads as the end of one literal and the start of
   * the next.
   */
  private void skipQuoted(char quote, boolean escapes) {
    at++;
    while (at < sql.length() && sql.charAt(at) != quote) {
      at += escapes && sql.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 1, sql.length());
  }

  private void skipComment() {
    if (sql.startsWith("--", at)) {
      skipLine();
      return;
    }
    int depth = 0;
    do {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < sql.length());
  }

  /** To the end of the line; a backslash before it carries the comment on. */
  private void skipLine() {
    while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
      at += sql.startsWith("\\\n", at) ? 2 : 1;
    }
  }

  private Kind skipColon() {
    if (sql.startsWith("::", at)) {
      at += 2;
      return Kind.OTHER;
    }
    at++;
    if (at == sql.length() || !isWordStart(sql.charAt(at))) {
      return Kind.OTHER;
    }
    while (at < sql.length() && isWordPart(sql.charAt(at))) {
      at++;
    }
    return Kind.PLACEHOLDER;
  }

  private Kind skipOther() {
    at++;
    return Kind.OTHER;
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || (c >= '0' && c <= '9');
  }
}
