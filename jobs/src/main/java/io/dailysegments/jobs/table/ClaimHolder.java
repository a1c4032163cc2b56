package io.dailysegments.jobs.table;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The process that holds a claim.
 *
 * @param host the name of its machine
 * @param machine the running system in which its process number is unique; empty if it can't be
 *     told
 * @param startedAt when the process began, because numbers are used again
 */
record ClaimHolder(String runId, String host, String machine, long pid, Instant startedAt) {

  /** The start of a process is told to some hundredths of a second, and moves with the clock. */
  private static final Duration SAME = Duration.ofSeconds(10);

  static ClaimHolder self(String runId) {
    ProcessHandle process = ProcessHandle.current();
    return new ClaimHolder(runId, hostName(), machineId(), process.pid(), startOf(process));
  }

  String text() {
    return "run: %s%nhost: %s%nmachine: %s%npid: %d%nstarted: %s%n"
        .formatted(runId, host, machine, pid, startedAt);
  }

  /** The holder that a claim's file names; empty if it is not whole. */
  static Optional<ClaimHolder> of(String text) {
    Map<String, String> values = new HashMap<>();
    text.lines()
        .map(line -> line.split(": ?", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> values.put(parts[0], parts[1]));
    if (!values.containsKey("started")) {
      return Optional.empty();
    }
    return Optional.of(
        new ClaimHolder(
            values.get("run"),
            values.get("host"),
            values.get("machine"),
            Long.parseLong(values.get("pid")),
            Instant.parse(values.get("started"))));
  }

  /** Whether the process ran in this very system and no longer does. */
  boolean isKnownToBeGone() {
    if (machine.isEmpty() || !machine.equals(machineId())) {
      return false;
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> Duration.between(startOf(process), startedAt).abs().compareTo(SAME) > 0)
        .orElse(true);
  }

  String words() {
    return "run %s, process %d on %s".formatted(runId, pid, host);
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Of Linux: the boot and, for containers, the process name space. */
  private static String machineId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return "";
    }
  }
}
