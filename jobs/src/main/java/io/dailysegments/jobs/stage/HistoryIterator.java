package io.dailysegments.jobs.stage;

import io.dailysegments.core.history.HistoryMeasurer;
import io.dailysegments.core.history.HistoryProgram;
import io.dailysegments.core.history.UserHistory;
import io.dailysegments.core.time.DayRange;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Rolls the users of a partition forward, one after the other. The same row object is given for
 * every user.
 */
final class HistoryIterator implements Iterator<InternalRow> {

  private static final int USER_ID = 0;
  private static final int PACKED = 1;
  private static final int ADDED = 2;
  private static final int METRICS = 2;
  private static final int ARRIVED = 3;
  private static final int FIRST_METRIC = 4;

  private final Iterator<UnsafeRow> rows;
  private final DayRange retained;
  private final int dataDay;
  private final List<MetricColumn> columns;
  private final UserHistory history = new UserHistory();
  private final HistoryMeasurer measurer;
  private final SpecificInternalRow result;

  /** The first row of the next user, if it was read already. */
  private UnsafeRow next;

  private long arrived;
  private boolean isFound;

  /**
   * @param schema of what is given
   * @param rows {@code user_id}, a packed history or null, {@link DigestRows#COLUMNS} as a struct
   *     or null; the rows of a user behind one another
   */
  HistoryIterator(
      HistoryProgram program,
      LocalDate from,
      LocalDate to,
      List<MetricColumn> columns,
      StructType schema,
      Iterator<UnsafeRow> rows) {
    this.rows = rows;
    this.retained = new DayRange(from, to);
    this.dataDay = Math.toIntExact(to.toEpochDay());
    this.columns = columns;
    this.measurer = program.newMeasurer();
    this.result = new SpecificInternalRow(schema);
  }

  @Override
  public boolean hasNext() {
    while (!isFound && (next != null || rows.hasNext())) {
      isFound = rollUser();
    }
    return isFound;
  }

  /** Takes all rows of the next user; false if nothing is retained and no event arrived. */
  private boolean rollUser() {
    UnsafeRow first = next == null ? rows.next() : next;
    UTF8String userId = first.getUTF8String(USER_ID).copy();
    next = null;
    history.clear();
    arrived = 0;
    add(first);
    while (next == null && rows.hasNext()) {
      UnsafeRow row = rows.next();
      if (row.getUTF8String(USER_ID).equals(userId)) {
        add(row);
      } else {
        next = row;
      }
    }
    return write(userId);
  }

  private void add(UnsafeRow row) {
    if (!row.isNullAt(PACKED)) {
      history.merge(row.getBinary(PACKED));
    }
    if (!row.isNullAt(ADDED)) {
      UnsafeRow added = row.getStruct(ADDED, DigestRows.COLUMNS.size());
      DigestRows.add(added, history);
      arrived = Math.addExact(arrived, DigestRows.arrivedOn(dataDay, added));
    }
  }

  private boolean write(UTF8String userId) {
    byte[] packed = history.pack(retained);
    boolean isEmpty = UserHistory.isEmpty(packed);
    measurer.measure(packed);
    byte[] metrics = measurer.packed();
    result.update(USER_ID, userId);
    result.update(PACKED, isEmpty ? null : packed);
    result.update(METRICS, metrics.length == 0 ? null : metrics);
    result.setLong(ARRIVED, arrived);
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).writer().write(measurer, result, FIRST_METRIC + i);
    }
    return !isEmpty || arrived > 0;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    isFound = false;
    return result;
  }
}
