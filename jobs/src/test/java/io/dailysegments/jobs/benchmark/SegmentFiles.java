package io.dailysegments.jobs.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes segment definitions: 4.6 criteria on average over labels of all types, a third of the
 * segments with behaviour, a few with a reference to another one. The same mix and seed give the
 * same files, and a larger mix begins with the files of a smaller one.
 */
final class SegmentFiles {

  /** So few users were registered on one day some years ago. */
  private static final String FEW = "{label: registered_at, days_ago: [300, 300]}";

  private final SegmentMix mix;
  private final List<String> codes;
  private final long seed;

  SegmentFiles(SegmentMix mix, List<String> codes, long seed) {
    this.mix = mix;
    this.codes = List.copyOf(codes);
    this.seed = seed;
  }

  /** Writes every file. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < mix.count(); i++) {
      Files.writeString(folder.resolve(id(i) + ".yaml"), text(i));
    }
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "segment-%04d", number);
  }

  private String text(int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number).split();
    StringBuilder text = new StringBuilder("name: Segment " + number + "\nmatch:\n");
    for (List<String> group : groups(criteria(number, random), random)) {
      text.append("  - ").append(written(group, random)).append('\n');
    }
    if (mix.form() == SegmentMix.Form.FEW_MEMBERS) {
      text.append("  - ").append(FEW).append('\n');
    }
    return text.toString();
  }

  private List<String> criteria(int number, SplittableRandom random) {
    Criteria criteria = new Criteria(random, codes);
    boolean behaves = number % 3 == 0;
    List<String> made = new ArrayList<>();
    int count = 1 + random.nextInt(4) + random.nextInt(5); // 4.5, and references
    for (int i = 0; i < count; i++) {
      boolean behavior = behaves && (i == 0 || random.nextInt(3) == 0);
      made.add(behavior ? criteria.behavior() : criteria.label());
    }
    if (number > 0 && random.nextInt(12) == 0) {
      made.add("{segment: " + id(random.nextInt(number)) + "}");
    }
    return made;
  }

  private static List<List<String>> groups(List<String> criteria, SplittableRandom random) {
    List<List<String>> groups = new ArrayList<>();
    for (String criterion : criteria) {
      boolean opens = groups.isEmpty() || random.nextInt(4) < 3;
      if (opens) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(criterion);
    }
    return groups;
  }

  private static String written(List<String> group, SplittableRandom random) {
    String joined = String.join(", ", group);
    String any = group.size() == 1 ? joined : "{any: [" + joined + "]}";
    return random.nextInt(10) == 0 ? "{not: " + any + "}" : any;
  }
}
