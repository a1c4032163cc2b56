package io.dailysegments.jobs.stage;

import io.dailysegments.core.block.Block;
import io.dailysegments.core.block.BlockColumn;
import io.dailysegments.core.block.BlockColumn.Origin;
import io.dailysegments.core.block.BlockEvaluator;
import io.dailysegments.core.block.BlockMembers;
import io.dailysegments.core.block.BlockProgram;
import io.dailysegments.core.block.BlockVector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;

/**
 * The users of a partition who are in a segment, with the bits of their segments. The same row
 * object is given for every user.
 */
final class EvaluatedUsers implements Iterator<InternalRow> {

  private final Iterator<UnsafeRow> users;
  private final int userId;
  private final int segments;
  private final BlockEvaluator evaluator;
  private final List<BlockReaders.Reader> readers = new ArrayList<>();
  private final RowTile tile;
  private final TextBuffer ids = new TextBuffer(Block.MAX_ROWS);
  private final byte[][] bits = new byte[Block.MAX_ROWS][];
  private final GenericInternalRow user = new GenericInternalRow(2);
  private int size;
  private int next;

  /**
   * @param schema of the users: {@code user_id} and what the program reads, which for metrics may
   *     be {@link RollHistory#METRICS}
   */
  EvaluatedUsers(BlockProgram program, StructType schema, Iterator<UnsafeRow> users) {
    this.users = users;
    this.userId = schema.fieldIndex(BlockColumn.USER_ID_NAME);
    this.segments = program.segmentIds().size();
    this.evaluator = program.newEvaluator();
    this.tile = new RowTile(schema.size(), userId);
    boolean arePacked = List.of(schema.fieldNames()).contains(RollHistory.METRICS);
    for (int i = 0; i < program.columns().size(); i++) {
      BlockColumn column = program.columns().get(i);
      if (!arePacked || column.origin() != Origin.METRIC) {
        int ordinal = schema.fieldIndex(column.name());
        BlockVector vector = evaluator.block().vectors().get(i);
        readers.add(BlockReaders.of(vector, ordinal, schema.apply(ordinal).dataType()));
      }
    }
    if (arePacked) {
      int ordinal = schema.fieldIndex(RollHistory.METRICS);
      readers.add(BlockReaders.ofMetrics(evaluator.block(), ordinal));
    }
  }

  @Override
  public boolean hasNext() {
    while (true) {
      while (next < size && bits[next] == null) {
        next++;
      }
      if (next < size || !users.hasNext()) {
        return next < size;
      }
      fill();
    }
  }

  private void fill() {
    Block block = evaluator.block();
    block.clear();
    ids.clear();
    while (users.hasNext() && !block.isFull()) {
      int first = block.size();
      tile.fill(users, Math.min(RowTile.MAX_ROWS, Block.MAX_ROWS - first));
      for (int i = 0; i < tile.size(); i++) {
        bits[block.addRow()] = null;
        ids.add(tile.bytes(), tile.start(i, userId), tile.length(i, userId));
      }
      readers.forEach(reader -> reader.read(tile, first));
    }
    size = block.size();
    next = 0;
    note(evaluator.evaluate());
  }

  private void note(BlockMembers members) {
    for (int segment = 0; segment < segments; segment++) {
      for (int row = members.next(segment, 0); row >= 0; row = members.next(segment, row + 1)) {
        if (bits[row] == null) {
          bits[row] = new byte[SegmentBits.bytes(segments)];
        }
        SegmentBits.set(bits[row], segment);
      }
    }
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    user.update(0, ids.get(next));
    user.update(1, bits[next]);
    next++;
    return user;
  }
}
