package io.dailysegments.jobs.stage;

import io.dailysegments.core.block.Block;
import io.dailysegments.core.block.BlockMembers;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The members of every segment among a chunk of users, in the order of user ids. It takes an eighth
 * of a byte for each user and segment, {@value #MOST_BYTES} bytes at most, and the users' ids.
 */
final class MemberChunk {

  private static final int MOST_USERS = 1 << 18;
  private static final long MOST_BYTES = 32L << 20;

  private final int capacity;
  private final long[][] words;
  private User[] users = new User[Block.MAX_ROWS];
  private int size;

  /** A user, and which one of the chunk. */
  private record User(UTF8String id, int row) implements Comparable<User> {
    @Override
    public int compareTo(User other) {
      return id.compareTo(other.id);
    }
  }

  MemberChunk(int segments) {
    long rows = Math.min(MOST_USERS, MOST_BYTES * Byte.SIZE / Math.max(1, segments));
    this.capacity = (int) Math.max(1, rows / Block.MAX_ROWS) * Block.MAX_ROWS;
    this.words = new long[segments][Block.MAX_ROWS / Long.SIZE];
  }

  /** Whether no further block fits. */
  boolean isFull() {
    return size == capacity;
  }

  void clear() {
    size = 0;
  }

  /** Adds a user; {@link #add} tells then, for as many as a block has, of what they are members. */
  void addUser(UTF8String id) {
    if (size == users.length) {
      users = Arrays.copyOf(users, 2 * size);
    }
    users[size] = new User(id.copy(), size);
    size++;
  }

  /** Adds the members among the users added last. */
  void add(BlockMembers members) {
    int first = (size - members.rows()) / Long.SIZE;
    for (int segment = 0; segment < words.length; segment++) {
      if (words[segment].length < first + members.words()) {
        words[segment] = Arrays.copyOf(words[segment], 2 * words[segment].length);
      }
      for (int i = 0; i < members.words(); i++) {
        words[segment][first + i] = members.word(segment, i);
      }
    }
  }

  /** Puts the users in order, after all were added. */
  void sort() {
    if (isSorted()) {
      return;
    }
    Arrays.sort(users, 0, size);
    int[] ranks = new int[size];
    for (int rank = 0; rank < size; rank++) {
      ranks[users[rank].row()] = rank;
    }
    for (int segment = 0; segment < words.length; segment++) {
      words[segment] = reordered(words[segment], ranks);
    }
  }

  private boolean isSorted() {
    for (int i = 1; i < size; i++) {
      if (users[i - 1].compareTo(users[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  private long[] reordered(long[] set, int[] ranks) {
    long[] result = new long[set.length];
    for (int row = next(set, 0); row >= 0; row = next(set, row + 1)) {
      result[ranks[row] >>> 6] |= 1L << ranks[row];
    }
    return result;
  }

  /**
   * The first member of a segment from a place in the order on.
   *
   * @return its place; -1 if there is none
   */
  int next(int segment, int from) {
    return next(words[segment], from);
  }

  private int next(long[] set, int from) {
    int end = (size + Long.SIZE - 1) / Long.SIZE;
    int word = from >>> 6;
    if (word >= end) {
      return -1;
    }
    long bits = set[word] & -1L << from;
    while (bits == 0) {
      if (++word == end) {
        return -1;
      }
      bits = set[word];
    }
    return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
  }

  /** The id of the user at a place in the order. */
  UTF8String userId(int place) {
    return users[place].id();
  }
}
