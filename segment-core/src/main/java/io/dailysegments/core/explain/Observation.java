package io.dailysegments.core.explain;

import io.dailysegments.core.time.DayRange;
import java.util.Objects;
import java.util.Optional;

/**
 * What a criterion finds of one user.
 *
 * @param holds whether it holds
 * @param value what is compared, as text; empty: none
 * @param days that were looked at; empty: none
 */
public record Observation(boolean holds, Optional<String> value, Optional<DayRange> days) {
  public Observation {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(days, "days");
  }
}
