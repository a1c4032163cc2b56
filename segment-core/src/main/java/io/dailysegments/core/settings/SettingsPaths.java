package io.dailysegments.core.settings;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Makes the paths of a settings file absolute. */
final class SettingsPaths {

  /** A scheme is followed by a slash, so that a colon in a file's name makes it no URI. */
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*", Pattern.DOTALL);

  private final Path folder;

  /**
   * @param file the settings file
   */
  SettingsPaths(Path file) {
    this.folder = file.toAbsolutePath().normalize().getParent();
  }

  /** A URI as it is; any other path absolute, without {@code .} and {@code ..}. */
  String resolve(String path) {
    return URI.matcher(path).matches() ? path : folder.resolve(path).normalize().toString();
  }
}
