package io.dailysegments.core.sql;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lays out a long condition: a part a line, with a comment, indented by the group that it is in.
 * Every group that is opened is closed, and holds a part at least.
 */
public final class SqlLines {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();
  private final Deque<Group> groups = new ArrayDeque<>();

  /** Opens a group whose parts are joined by AND. */
  public void openAll() {
    open("(", "AND ");
  }

  /** Opens a group whose parts are joined by OR. */
  public void openAny() {
    open("(", "OR ");
  }

  /** Opens a group of one part, which is negated. */
  public void openNot() {
    open("NOT (", "");
  }

  /** Closes the innermost group. */
  public void close() {
    groups.pop();
    newLine();
    text.append(')');
  }

  /** Writes a condition. */
  public void condition(String sql, String comment) {
    startPart();
    text.append(sql).append(' ').append(SqlComment.line(comment));
  }

  /** Writes a condition that is always true. */
  public void always(String comment) {
    condition(SqlText.bool(true), comment);
  }

  /** Writes a condition that is never true. */
  public void never(String comment) {
    condition(SqlText.bool(false), comment);
  }

  /** What was written; ends with the parenthesis that closes the outermost group. */
  public String text() {
    if (!groups.isEmpty()) {
      throw new IllegalStateException("Cannot end a condition within a group");
    }
    return text.toString();
  }

  private void open(String opening, String joint) {
    startPart();
    text.append(opening);
    groups.push(new Group(joint));
  }

  private void startPart() {
    if (groups.isEmpty()) {
      return;
    }
    newLine();
    text.append(groups.peek().joint());
  }

  private void newLine() {
    text.append('\n').append(INDENT.repeat(groups.size()));
  }

  /** An open group. */
  private static final class Group {
    private final String joint;
    private boolean started;

    Group(String joint) {
      this.joint = joint;
    }

    /** What stands before the next part. */
    String joint() {
      String before = started ? joint : "";
      started = true;
      return before;
    }
  }
}
