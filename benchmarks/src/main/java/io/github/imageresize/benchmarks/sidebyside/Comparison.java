package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures rows: everybody warms up, then they take turns, so that all share the same minutes. */
final class Comparison {
  /** Of CPU time: a JVM's clock of it ticks every 10 ms. */
  static final long BATCH_MILLISECONDS = 500;

  private final List<Contender> contenders;
  private final int rounds;

  Comparison(List<Contender> contenders, int rounds) {
    this.contenders = contenders;
    this.rounds = rounds;
  }

  /**
   * Measures a row.
   *
   * @throws IOException if a contender fails or gives a result of the wrong size
   */
  RowResult measure(Row row, Input input) throws IOException {
    List<Contender> able =
        contenders.stream().filter(one -> one.makes(input.format(), row.format())).toList();
    for (Contender contender : able) {
      WarmUp.of(contender.name()).run(contender, row, input);
    }
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Map<String, byte[]> results = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Contender contender : able) {
        Batch batch = contender.resize(input, row.width(), row.format(), BATCH_MILLISECONDS);
        times
            .computeIfAbsent(contender.name(), name -> new ArrayList<>())
            .add(batch.cpuMillisecondsPerImage());
        results.put(contender.name(), batch.bytes());
      }
    }
    return new RowResult(row, input.format(), measurements(row, input, times, results));
  }

  private static Map<String, Measurement> measurements(
      Row row, Input input, Map<String, List<Double>> times, Map<String, byte[]> results)
      throws IOException {
    FloatReference reference = FloatReference.of(input.bytes(), row.width());
    Map<String, Measurement> measurements = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> result : results.entrySet()) {
      double psnr;
      try {
        psnr = reference.psnr(result.getValue());
      } catch (IOException e) {
        throw new IOException(row + " by " + result.getKey() + ": " + e.getMessage(), e);
      }
      double median = Averages.median(times.getOrDefault(result.getKey(), List.of()));
      measurements.put(result.getKey(), new Measurement(median, result.getValue().length, psnr));
    }
    return measurements;
  }
}
