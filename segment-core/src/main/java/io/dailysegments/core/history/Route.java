package io.dailysegments.core.history;

import io.dailysegments.core.history.CodeSpec.SumFeed;
import java.util.List;

/** Where the events of a combination of code and properties go. */
record Route(List<StreamTally> streams, List<SumFeed> sums) {
  Route {
    streams = List.copyOf(streams);
    sums = List.copyOf(sums);
  }
}
