package io.dailysegments.jobs.table;

import io.dailysegments.core.problem.DayHeldException;
import io.dailysegments.core.time.DayRange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Claims on days: who writes a data date or a log date holds its claim, so that two runs of the
 * same one never meet.
 *
 * <p>A claim is a file {@code <kind>-<day>.<generation>} in the folder {@code _claims} of the
 * warehouse, made by the store's atomic create. Its holder renews it every {@link Claim#RENEWAL};
 * one that was not renewed for {@link #LIFETIME}, or whose process is known to be gone, is dead and
 * taken over by creating the next generation. The holder of a day is the highest generation.
 */
public final class Claims {

  /** How long a claim lives without a sign of life of its holder. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Path folder;
  private final FileSystem files;

  /**
   * @param folder made when the first claim is taken
   */
  Claims(String folder, Configuration configuration) {
    try {
      Path path = new Path(folder);
      this.files = path.getFileSystem(configuration);
      this.folder = files.makeQualified(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is claimed. */
  public enum Kind {
    DATA_DATE("data-date", "compute"),
    LOG_DATE("log-date", "digest");

    private final String prefix;
    private final String verb;

    Kind(String prefix, String verb) {
      this.prefix = prefix;
      this.verb = verb;
    }
  }

  /** A claim's file. */
  private record Found(int generation, Path file, Instant renewedAt) {}

  /**
   * Takes the claims on all of some days, or none.
   *
   * @param runId who takes them
   * @throws DayHeldException if another run holds one
   */
  public Claim take(Kind kind, Collection<LocalDate> days, String runId) {
    ClaimHolder holder = ClaimHolder.self(runId);
    List<Path> taken = new ArrayList<>();
    try {
      files.mkdirs(folder);
      for (LocalDate day : days) {
        taken.add(take(kind, day, holder));
      }
      return new Claim(this, taken, holder);
    } catch (DayHeldException e) {
      taken.forEach(this::release);
      throw e;
    } catch (IOException e) {
      taken.forEach(this::release);
      throw new UncheckedIOException("Cannot take a claim in " + folder, e);
    }
  }

  /**
   * Waits until no other live run has a claim on a day of some.
   *
   * @param onWait told who is waited for, once
   */
  public void awaitOthers(Kind kind, DayRange days, Consumer<String> onWait) {
    try {
      for (boolean told = false; ; told = true) {
        Optional<String> other = findOther(kind, days);
        if (other.isEmpty()) {
          return;
        }
        if (!told) {
          onWait.accept(other.get());
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for claims in " + folder, e);
    }
  }

  private Optional<String> findOther(Kind kind, DayRange days) throws IOException {
    if (!files.exists(folder)) {
      return Optional.empty();
    }
    for (FileStatus status : files.listStatus(folder)) {
      Optional<LocalDate> day = dayOf(kind, status.getPath().getName());
      Instant renewedAt = Instant.ofEpochMilli(status.getModificationTime());
      Found found = new Found(0, status.getPath(), renewedAt);
      if (day.filter(days::contains).isPresent() && !isDead(found)) {
        return Optional.of(read(found.file()).map(ClaimHolder::words).orElse("another run"));
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> dayOf(Kind kind, String file) {
    Matcher matcher = Pattern.compile(kind.prefix + "-(\\d{4}-\\d\\d-\\d\\d)\\.\\d+").matcher(file);
    return matcher.matches() ? Optional.of(LocalDate.parse(matcher.group(1))) : Optional.empty();
  }

  private Path take(Kind kind, LocalDate day, ClaimHolder holder) throws IOException {
    List<Found> before = find(kind, day);
    for (Found found : before) {
      requireDead(kind, day, found);
    }
    int generation = before.isEmpty() ? 1 : before.get(0).generation() + 1;
    Path file = new Path(folder, "%s-%s.%d".formatted(kind.prefix, day, generation));
    if (!create(file, holder)) {
      throw held(kind, day, file, Instant.now());
    }
    for (Found found : find(kind, day)) {
      if (!found.file().equals(file) && before.stream().noneMatch(b -> same(b, found))) {
        release(file);
        throw held(kind, day, found.file(), found.renewedAt());
      }
    }
    before.forEach(dead -> release(dead.file()));
    return file;
  }

  private static boolean same(Found one, Found other) {
    return one.file().equals(other.file()) && one.renewedAt().equals(other.renewedAt());
  }

  private boolean isDead(Found found) {
    boolean silent = found.renewedAt().plus(LIFETIME).isBefore(Instant.now());
    return silent || read(found.file()).map(ClaimHolder::isKnownToBeGone).orElse(false);
  }

  private void requireDead(Kind kind, LocalDate day, Found found) {
    if (!isDead(found)) {
      throw held(kind, day, found.file(), found.renewedAt());
    }
  }

  private DayHeldException held(Kind kind, LocalDate day, Path file, Instant renewedAt) {
    return new DayHeldException(
        ("Cannot %s %s: another run holds it (%s; last sign of life %s). Wait for its end. A claim"
                + " without a sign of life for %d minutes is taken over; to break it sooner, make"
                + " sure that its process is gone and delete %s")
            .formatted(
                kind.verb,
                day,
                read(file).map(ClaimHolder::words).orElse("just begun"),
                renewedAt,
                LIFETIME.toMinutes(),
                file));
  }

  /** The claims on a day, highest generation first. */
  private List<Found> find(Kind kind, LocalDate day) throws IOException {
    String prefix = kind.prefix + "-" + day + ".";
    List<Found> found = new ArrayList<>();
    for (FileStatus status : files.listStatus(folder)) {
      String name = status.getPath().getName();
      if (name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d{1,9}")) {
        int generation = Integer.parseInt(name.substring(prefix.length()));
        Instant renewedAt = Instant.ofEpochMilli(status.getModificationTime());
        found.add(new Found(generation, status.getPath(), renewedAt));
      }
    }
    found.sort(Comparator.comparingInt(Found::generation).reversed());
    return found;
  }

  /**
   * Whether the holder of a claim has it still. After a claim was broken or taken over, its file
   * may be another holder's: generations begin anew when there is none.
   */
  boolean isHeld(Path file, ClaimHolder holder) throws IOException {
    return read(file).filter(holder::equals).isPresent()
        && !files.exists(new Path(folder, successor(file.getName())));
  }

  private static String successor(String name) {
    int point = name.lastIndexOf('.');
    return name.substring(0, point + 1) + (Integer.parseInt(name.substring(point + 1)) + 1);
  }

  /**
   * Creates the file, unless it is there.
   *
   * @return whether it was created
   */
  private boolean create(Path file, ClaimHolder holder) throws IOException {
    byte[] text = holder.text().getBytes(StandardCharsets.UTF_8);
    if (isLocal()) {
      try {
        Files.write(local(file), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } catch (IOException e) { // such as a full disk, behind the creation
        Files.deleteIfExists(local(file));
        throw e;
      }
    }
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(file).overwrite(false);
    builder.opt("fs.option.create.conditional.overwrite", true); // S3: a conditional put
    try (OutputStream out = (OutputStream) builder.build()) {
      out.write(text);
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Writes the file again, which is the sign of life. */
  void renew(Path file, ClaimHolder holder) throws IOException {
    byte[] text = holder.text().getBytes(StandardCharsets.UTF_8);
    if (isLocal()) {
      Files.write(local(file), text, StandardOpenOption.WRITE); // the same text: never cut short
      return;
    }
    try (OutputStream out = files.create(file, true)) {
      out.write(text);
    }
  }

  /** Gives a claim up; one that can't be removed dies of age. */
  void release(Path file) {
    try {
      if (isLocal()) {
        Files.deleteIfExists(local(file));
      } else {
        files.delete(file, false);
      }
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger("io.dailysegments")
          .warn("Cannot remove the claim {}: {}; it ends by itself", file, e.getMessage());
    }
  }

  private Optional<ClaimHolder> read(Path file) {
    try (var in = files.open(file)) {
      return ClaimHolder.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty(); // just given up, or not written yet
    }
  }

  private boolean isLocal() {
    return "file".equals(files.getUri().getScheme());
  }

  private static java.nio.file.Path local(Path file) {
    return java.nio.file.Path.of(file.toUri().getPath());
  }
}
