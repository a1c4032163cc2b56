package io.dailysegments.core.history;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Measure.Attribute;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty.Type;
import io.dailysegments.core.time.DayRange;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints how many bytes a history takes, and how much processor time to roll it forward, to build
 * it, and to measure it: 20 events, of which four have a property, and 324 days of combinations.
 */
final class HistoryTiming {
  private static final int USERS = 500;
  private static final int EVENTS = 20;
  private static final long NANOS = 2_000_000_000L;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final DayRange RETAINED = DayRange.last(180, Histories.DATA_DATE);
  private static final DayRange BEFORE = DayRange.last(180, Histories.DATA_DATE.minusDays(1));
  private static final List<Integer> WINDOWS = List.of(1, 7, 30, 180);

  private final Random random = new Random(1);
  private final UserHistory history = new UserHistory();

  private HistoryTiming() {}

  public static void main(String[] arguments) {
    new HistoryTiming().run();
  }

  private void run() {
    List<List<Deed>> users = Stream.generate(this::deeds).limit(USERS).toList();
    List<byte[]> before = users.stream().map(deeds -> packed(older(deeds), BEFORE)).toList();
    List<byte[]> packed = users.stream().map(deeds -> packed(deeds, RETAINED)).toList();
    print("bytes", packed.stream().mapToInt(bytes -> bytes.length).average().orElseThrow());
    for (int pass = 0; pass < 2; pass++) {
      time("build (with maps)", user -> packed(users.get(user), RETAINED));
      time("roll", user -> rolled(before.get(user), users.get(user)));
      for (int metrics : List.of(2, 40, 500)) {
        HistoryPlan plan = HistoryPlan.of(List.of(), metrics(metrics), catalog(), RETAINED);
        HistoryMeasurer measurer = plan.program().newMeasurer();
        time(
            "measure " + plan.packed().size() + " metrics",
            user -> {
              measurer.measure(packed.get(user));
              measurer.packed();
            });
      }
    }
  }

  private static void time(String what, IntConsumer step) {
    long start = THREADS.getCurrentThreadCpuTime();
    long done = 0;
    while (THREADS.getCurrentThreadCpuTime() - start < NANOS) {
      for (int user = 0; user < USERS; user++) {
        step.accept(user);
      }
      done += USERS;
    }
    print(what + ", ns per user", (double) (THREADS.getCurrentThreadCpuTime() - start) / done);
  }

  private static void print(String what, double value) {
    System.out.printf(Locale.ROOT, "%-32s %,10.0f%n", what, value);
  }

  private byte[] packed(List<Deed> deeds, DayRange retained) {
    history.clear();
    deeds.forEach(deed -> deed.addTo(history));
    return history.pack(retained);
  }

  private byte[] rolled(byte[] before, List<Deed> deeds) {
    history.clear();
    history.merge(before);
    for (Deed deed : deeds) {
      if (deed.day().equals(Histories.DATA_DATE)) {
        deed.addTo(history);
      }
    }
    return history.pack(RETAINED);
  }

  private static List<Deed> older(List<Deed> deeds) {
    return deeds.stream().filter(deed -> deed.day().isBefore(Histories.DATA_DATE)).toList();
  }

  private List<Deed> deeds() {
    return IntStream.range(0, 324).mapToObj(i -> deed()).toList();
  }

  private Deed deed() {
    int number = random.nextInt(EVENTS);
    var day = Histories.DATA_DATE.minusDays(random.nextInt(180));
    String result = random.nextInt(4) > 0 ? "success" : "failure";
    return new Deed(
        day,
        day,
        "device_event_" + number,
        number < 4 ? Map.of("result", result) : Map.of(),
        1 + random.nextInt(9),
        Map.of(),
        Histories.ZONE.startOf(day).plusSeconds(random.nextInt(80_000)),
        "0f8fad5b-d9cb-469f-a165-70867728950e",
        Map.of(Attribute.PLATFORM, "iOS", Attribute.APP_VERSION, "5.10.1"));
  }

  private static EventCatalog catalog() {
    List<EventDefinition> events =
        IntStream.range(0, EVENTS)
            .mapToObj(
                n ->
                    Histories.event(
                        "device_event_" + n, "device", true, Map.of("result", Type.STRING)))
            .toList();
    return new EventCatalog(events);
  }

  private List<Metric> metrics(int count) {
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      EventSelection events = new EventSelection.Codes(List.of("device_event_" + i % EVENTS));
      DayWindow window =
          count > 100
              ? new DayWindow.DaysAgo(i % 90 + random.nextInt(90), i % 90)
              : new DayWindow.LastDays(WINDOWS.get(i / EVENTS % WINDOWS.size()));
      metrics.add(
          new Metric(
              events, List.of(), window, i % 2 == 0 ? new Measure.Times() : new Measure.Days()));
    }
    return metrics;
  }
}
