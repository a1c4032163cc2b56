package io.dailysegments.jobs.stage;

import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The members of every segment among a chunk of users, in the order of user ids. It takes an eighth
 * of a byte for each user and segment, twice {@value #MOST_BYTES} bytes at most, and the users' ids
 * with their bits.
 */
final class MemberChunk {

  private static final int FEWEST_USERS = 1 << 12;
  private static final int MOST_USERS = 1 << 18;
  private static final long MOST_BYTES = 32L << 20;

  private final int segments;
  private final int capacity;
  private User[] users = new User[FEWEST_USERS];
  private long[][] words = {};
  private int size;

  /** A user with the bits of the segments. */
  private static final class User implements Comparable<User> {
    private final UTF8String id;
    private final byte[] bits;

    User(UTF8String id, byte[] bits) {
      this.id = id;
      this.bits = bits;
    }

    @Override
    public int compareTo(User other) {
      return id.compareTo(other.id);
    }
  }

  MemberChunk(int segments) {
    this.segments = segments;
    long most = Math.min(MOST_USERS, MOST_BYTES * Byte.SIZE / Math.max(1, segments));
    this.capacity = (int) Math.max(FEWEST_USERS, most);
  }

  /** Whether no further user fits. */
  boolean isFull() {
    return size == capacity;
  }

  void clear() {
    size = 0;
  }

  /** Adds a user, who is a member as {@link SegmentBits} say. */
  void add(UTF8String id, byte[] bits) {
    if (size == users.length) {
      users = Arrays.copyOf(users, Math.min(capacity, 2 * size));
    }
    users[size] = new User(id.copy(), bits);
    size++;
  }

  /** Puts the users in order, after all were added. */
  void sort() {
    Arrays.sort(users, 0, size);
    words = new long[segments][(size + Long.SIZE - 1) / Long.SIZE];
    for (int place = 0; place < size; place++) {
      note(users[place].bits, place);
    }
  }

  private void note(byte[] bits, int place) {
    long user = 1L << place;
    SegmentBits.forEach(bits, segment -> words[segment][place >>> 6] |= user);
  }

  /**
   * The first member of a segment from a place in the order on.
   *
   * @return its place; -1 if there is none
   */
  int next(int segment, int from) {
    long[] set = words[segment];
    int word = from >>> 6;
    if (word >= set.length) {
      return -1;
    }
    long bits = set[word] & -1L << from;
    while (bits == 0) {
      if (++word == set.length) {
        return -1;
      }
      bits = set[word];
    }
    return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
  }

  /** The id of the user at a place in the order. */
  UTF8String userId(int place) {
    return users[place].id;
  }
}
