package io.dailysegments.jobs.stage;

import io.dailysegments.core.block.Block;
import io.dailysegments.core.block.BlockColumn;
import io.dailysegments.core.block.BlockEvaluator;
import io.dailysegments.core.block.BlockProgram;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The members among the users of a partition: {@code segment_id}, {@code user_id}; chunk by chunk
 * of users, in each by segment and user. The same row object is given for every member.
 */
final class MemberIterator implements Iterator<InternalRow> {

  private final Iterator<UnsafeRow> users;
  private final int userId;
  private final UTF8String[] segmentIds;
  private final BlockEvaluator evaluator;
  private final List<BlockReaders.Reader> readers = new ArrayList<>();
  private final MemberChunk chunk;
  private final GenericInternalRow member = new GenericInternalRow(2);
  private int segment;
  private int place = -1;
  private boolean isFound;

  /**
   * @param schema of the users: {@code user_id} and what the program reads
   */
  MemberIterator(BlockProgram program, StructType schema, Iterator<UnsafeRow> users) {
    this.users = users;
    this.userId = schema.fieldIndex(BlockColumn.USER_ID_NAME);
    this.segmentIds =
        program.segmentIds().stream().map(UTF8String::fromString).toArray(UTF8String[]::new);
    this.evaluator = program.newEvaluator();
    this.chunk = new MemberChunk(segmentIds.length);
    this.segment = segmentIds.length;
    for (int i = 0; i < program.columns().size(); i++) {
      int ordinal = schema.fieldIndex(program.columns().get(i).name());
      readers.add(
          BlockReaders.of(
              evaluator.block().vectors().get(i), ordinal, schema.apply(ordinal).dataType()));
    }
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
    Block block = evaluator.block();
    while (users.hasNext() && !chunk.isFull()) {
      block.clear();
      while (users.hasNext() && !block.isFull()) {
        read(users.next(), block.addRow());
      }
      chunk.add(evaluator.evaluate());
    }
    chunk.sort();
  }

  private void read(UnsafeRow source, int row) {
    for (BlockReaders.Reader reader : readers) {
      reader.read(source, row);
    }
    chunk.addUser(source.getUTF8String(userId));
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
