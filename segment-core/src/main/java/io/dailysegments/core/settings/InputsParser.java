package io.dailysegments.core.settings;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlFields;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code inputs}: which inputs there are. */
final class InputsParser {

  private static final List<InputName> OBLIGATORY = List.of(InputName.APP_EVENTS, InputName.USERS);

  private final YamlFields settings;
  private final SettingsPaths paths;
  private final Problems problems;

  InputsParser(YamlFields settings, SettingsPaths paths, Problems problems) {
    this.settings = settings;
    this.paths = paths;
    this.problems = problems;
  }

  /** Every input that is configured without a problem. */
  Map<InputName, InputSettings> parse() {
    if (!settings.has("inputs")) {
      problems.error(
          settings.position(), "'inputs' is missing: say at least where app_events and users are");
    }
    Map<InputName, InputSettings> inputs = new EnumMap<>(InputName.class);
    Optional<YamlFields> found = settings.findFields("inputs");
    if (found.isPresent()) {
      YamlFields fields = found.get();
      fields.refuseUnknown("input", Arrays.stream(InputName.values()).map(InputName::key).toList());
      OBLIGATORY.forEach(name -> requireInput(name, fields));
      for (InputName name : InputName.values()) {
        fields
            .findFields(name.key())
            .flatMap(input -> new InputParser(name, input, paths, problems).parse())
            .ifPresent(input -> inputs.put(name, input));
      }
    }
    return inputs;
  }

  private void requireInput(InputName name, YamlFields fields) {
    if (!fields.has(name.key())) {
      problems.error(
          fields.position(), "input '" + name.key() + "' is missing: no run can do without it");
    }
  }
}
