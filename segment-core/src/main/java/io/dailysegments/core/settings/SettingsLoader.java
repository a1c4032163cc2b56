package io.dailysegments.core.settings;

import io.dailysegments.core.problem.DefinitionException;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import io.dailysegments.core.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a settings file. */
public final class SettingsLoader {

  private SettingsLoader() {}

  /**
   * The settings of a file, every default filled in and every relative path resolved against the
   * folder of the file. Whether the label parameters exist is checked by {@link
   * LabelOverrides#applyTo}.
   *
   * @throws DefinitionException with every problem of the file; also if it cannot be read
   */
  public static Settings load(Path file) {
    Problems problems = new Problems();
    Optional<Settings> settings =
        YamlReader.readFile(file, file.toString(), problems)
            .flatMap(root -> parse(root, file, problems));
    problems.throwIfAny();
    return settings.orElseThrow();
  }

  private static Optional<Settings> parse(YamlNode root, Path file, Problems problems) {
    if (root instanceof YamlMap map) {
      return Optional.of(new SettingsParser(new YamlFields(map, problems), problems).parse(file));
    }
    problems.error(root.position(), "settings must be a map, not " + root.kind());
    return Optional.empty();
  }
}
