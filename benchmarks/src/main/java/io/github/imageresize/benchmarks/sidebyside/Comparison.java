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
  private final int warmUpSeconds;
  private final InstructionCounter counter;

  Comparison(
      List<Contender> contenders, int rounds, int warmUpSeconds, InstructionCounter counter) {
    this.contenders = contenders;
    this.rounds = rounds;
    this.warmUpSeconds = warmUpSeconds;
    this.counter = counter;
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
      WarmUp.of(contender.name(), warmUpSeconds).run(contender, row, input);
    }
    Map<String, List<Batch>> batches = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Contender contender : able) {
        Batch batch = contender.resize(input, row, BATCH_MILLISECONDS);
        batches.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(batch);
      }
    }
    Map<String, Double> instructions = new LinkedHashMap<>();
    for (Contender contender : able) {
      double counted =
          counter.perRun(
              contender.process(), () -> contender.resize(input, row, BATCH_MILLISECONDS).images());
      instructions.put(contender.name(), counted);
    }
    return new RowResult(row, input.format(), measurements(row, input, batches, instructions));
  }

  private static Map<String, Measurement> measurements(
      Row row, Input input, Map<String, List<Batch>> batches, Map<String, Double> instructions)
      throws IOException {
    FloatReference reference = FloatReference.of(input.bytes(), row.task(), row.width());
    Map<String, Measurement> measurements = new LinkedHashMap<>();
    for (Map.Entry<String, List<Batch>> entry : batches.entrySet()) {
      String name = entry.getKey();
      List<Batch> all = entry.getValue();
      byte[] result = all.get(0).bytes();
      double psnr;
      try {
        psnr = reference.psnr(result);
      } catch (IOException e) {
        throw new IOException(row + " by " + name + ": " + e.getMessage(), e);
      }
      measurements.put(
          name,
          new Measurement(
              Averages.median(all.stream().map(Batch::cpuMillisecondsPerImage).toList()),
              instructions.getOrDefault(name, Double.NaN),
              Averages.median(all.stream().map(Batch::allocatedBytesPerImage).toList()),
              result.length,
              psnr));
    }
    return measurements;
  }
}
