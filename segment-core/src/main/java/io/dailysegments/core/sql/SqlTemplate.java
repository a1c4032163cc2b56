package io.dailysegments.core.sql;

import io.dailysegments.core.sql.SqlToken.Kind;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * SQL with placeholders {@code :name}. What looks like one inside a string literal, a name in
 * back-ticks or a comment is none, and neither is a cast {@code ::type}.
 */
public final class SqlTemplate {
  private SqlTemplate() {}

  /**
   * The SQL with each placeholder replaced, as it is, by the SQL of its name. What was put in is
   * not looked through for placeholders again. Names that the SQL does not use are allowed.
   *
   * @throws IllegalArgumentException naming a placeholder that has no SQL
   */
  public static String bind(String sql, Map<String, String> sqlByName) {
    StringBuilder bound = new StringBuilder(sql.length());
    for (SqlToken token : SqlScanner.scan(sql)) {
      bound.append(token.kind() == Kind.PLACEHOLDER ? value(token, sqlByName) : token.text());
    }
    return bound.toString();
  }

  /** The names of the placeholders, in the order in which they first appear. */
  public static Set<String> names(String sql) {
    Set<String> names = new LinkedHashSet<>();
    for (SqlToken token : SqlScanner.scan(sql)) {
      if (token.kind() == Kind.PLACEHOLDER) {
        names.add(token.placeholder());
      }
    }
    return names;
  }

  /**
   * Every bare word, in the order in which they first appear: names, keywords and functions, but no
   * placeholder and no part of a dotted name behind a dot.
   */
  public static Set<String> words(String sql) {
    Set<String> words = new LinkedHashSet<>();
    boolean afterDot = false;
    for (SqlToken token : SqlScanner.scan(sql)) {
      if (token.kind() == Kind.WORD && !afterDot) {
        words.add(token.text());
      }
      afterDot = token.text().equals(".");
    }
    return words;
  }

  private static String value(SqlToken token, Map<String, String> sqlByName) {
    String sql = sqlByName.get(token.placeholder());
    if (sql == null) {
      throw new IllegalArgumentException("unknown name '" + token.text() + "'");
    }
    return sql;
  }
}
