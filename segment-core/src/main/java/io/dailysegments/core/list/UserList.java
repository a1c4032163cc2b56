package io.dailysegments.core.list;

import io.dailysegments.core.canonical.Canonical;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An imported list of users.
 *
 * @param name the file's name without {@code .csv}
 * @param userIds each once, exactly as they stand in the file
 */
public record UserList(String name, SortedSet<String> userIds) {
  public UserList {
    Objects.requireNonNull(name, "name");
    userIds = Collections.unmodifiableSortedSet(new TreeSet<>(userIds));
  }

  /** The SHA-256 of what the list holds: the same whatever the order and repetition of its ids. */
  public String fingerprint() {
    return Canonical.sha256(Canonical.list("list", userIds.stream().map(Canonical::text)));
  }
}
