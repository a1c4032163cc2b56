package io.dailysegments.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Version and commit of this program, as the build recorded them. */
final class Version implements IVersionProvider {

  private static final String FILE = "/io/dailysegments/jobs/version.properties";

  @Override
  public String[] getVersion() {
    return new String[] {"Daily Segments " + text()};
  }

  /** {@code VERSION (COMMIT)}. */
  static String text() {
    Properties properties = new Properties();
    try (InputStream file = Version.class.getResourceAsStream(FILE)) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version") + " (" + properties.getProperty("commit") + ")";
  }
}
