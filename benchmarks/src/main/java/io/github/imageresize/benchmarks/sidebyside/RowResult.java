package io.github.imageresize.benchmarks.sidebyside;

import java.util.Map;
import java.util.Optional;

/**
 * A row with all that was measured for it.
 *
 * @param row which
 * @param from the original's format
 * @param measurements by the contender's name, of those that can do it
 */
record RowResult(Row row, String from, Map<String, Measurement> measurements) {
  Optional<Measurement> of(String contender) {
    return Optional.ofNullable(measurements.get(contender));
  }

  /** Whether JPEG became a smaller JPEG. */
  boolean isJpegToJpeg() {
    return from.equals("jpeg") && row.format().equals("jpeg") && row.isPlainReduction();
  }

  /** The CPU time of one for that of another; empty unless both were measured. */
  Optional<Double> ratio(String contender, String other) {
    return of(contender)
        .flatMap(one -> of(other).map(two -> one.milliseconds() / two.milliseconds()));
  }
}
