package io.dailysegments.jobs.stage;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The members among the users of a partition: {@code segment_id}, {@code user_id}; chunk by chunk
 * of users, in each by segment and user. The same row object is given for every member.
 */
final class MemberIterator implements Iterator<InternalRow> {

  private final Iterator<UnsafeRow> users;
  private final UTF8String[] segmentIds;
  private final MemberChunk chunk;
  private final GenericInternalRow member = new GenericInternalRow(2);
  private int segment;
  private int place = -1;
  private boolean isFound;

  /**
   * @param users {@code user_id}, {@code bits}
   */
  MemberIterator(List<String> segmentIds, Iterator<UnsafeRow> users) {
    this.users = users;
    this.segmentIds = segmentIds.stream().map(UTF8String::fromString).toArray(UTF8String[]::new);
    this.chunk = new MemberChunk(segmentIds.size());
    this.segment = segmentIds.size();
  }

  @Override
  public boolean hasNext() {
    while (!isFound && advance()) {
      place = chunk.next(segment, place + 1);
      isFound = place >= 0;
    }
    return isFound;
  }

  /** Goes to the next segment, and behind the last one to the next chunk, unless in one. */
  private boolean advance() {
    if (place < 0) {
      segment++;
    }
    if (segment >= segmentIds.length) {
      if (segmentIds.length == 0 || !users.hasNext()) {
        return false;
      }
      fill();
      segment = 0;
    }
    return true;
  }

  private void fill() {
    chunk.clear();
    while (users.hasNext() && !chunk.isFull()) {
      UnsafeRow user = users.next();
      chunk.add(user.getUTF8String(0), user.getBinary(1));
    }
    chunk.sort();
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    isFound = false;
    member.update(0, segmentIds[segment]);
    member.update(1, chunk.userId(place));
    return member;
  }
}
