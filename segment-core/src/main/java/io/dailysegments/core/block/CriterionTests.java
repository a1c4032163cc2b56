package io.dailysegments.core.block;

import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.condition.ValueCondition;
import io.dailysegments.core.time.BusinessZone;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;

/** Turns conditions into tests of the values of columns, for one data date. */
final class CriterionTests {
  private final TimeKeys times;

  CriterionTests(BusinessZone zone, LocalDate dataDate) {
    this.times = new TimeKeys(zone, dataDate);
  }

  /** The test of a condition on a label of a type that goes with it. */
  ValueTest of(LabelType type, ValueCondition condition) {
    if (condition instanceof TextCondition text) {
      return new ValueTest.OfText(text);
    }
    if (condition instanceof FlagCondition flag) {
      return new ValueTest.OfFlag(flag.wanted());
    }
    if (condition instanceof TimeCondition time) {
      return time.accept(times);
    }
    return number(KeySpace.of(type), (NumberCondition) condition);
  }

  /** Whether a comparison holds for 0. */
  static boolean holdsForZero(NumberCondition.Compare compare, LabelType type) {
    return KeySpace.of(type).ranges(compare).stream().anyMatch(r -> r.contains(BigInteger.ZERO));
  }

  private static ValueTest number(KeySpace space, NumberCondition condition) {
    return condition.accept(
        new NumberCondition.Visitor<>() {
          @Override
          public ValueTest compare(NumberCondition.Compare compare) {
            return ValueTest.OfKeys.within(space.ranges(compare));
          }

          @Override
          public ValueTest isEmpty(NumberCondition.IsEmpty isEmpty) {
            return isEmpty.empty()
                ? ValueTest.OfKeys.noValue()
                : ValueTest.OfKeys.within(List.of(space.keys()));
          }
        });
  }
}
