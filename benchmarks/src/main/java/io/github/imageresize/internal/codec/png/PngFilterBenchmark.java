package io.github.imageresize.internal.codec.png;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Undoing each filter of a row of 2048 pixels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PngFilterBenchmark {
  private static final int WIDTH = 2048;

  /** Bytes of a pixel. */
  @Param({"1", "3", "4", "6"})
  public int distance;

  /** As clause 9.2 numbers them. */
  @Param({"1", "2", "3", "4"})
  public int filter;

  private byte[] filtered = new byte[0];
  private byte[] row = new byte[0];
  private byte[] previous = new byte[0];

  /** Fills rows with noise. */
  @Setup
  public void prepare() {
    int length = WIDTH * distance;
    filtered = new byte[length + 1];
    previous = new byte[length];
    row = new byte[length];
    Random random = new Random(1);
    random.nextBytes(filtered);
    random.nextBytes(previous);
    filtered[0] = (byte) filter;
  }

  /** Undoes the filter. */
  @Benchmark
  public byte[] undo() {
    PngFilter.undo(filtered, 0, row, previous, row.length, distance);
    return row;
  }
}
