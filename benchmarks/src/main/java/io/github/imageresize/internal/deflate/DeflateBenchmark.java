package io.github.imageresize.internal.deflate;

import io.github.imageresize.Deadline;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Inflating and deflating a mebibyte of rows that look as filtered ones do, beside {@code
 * java.util.zip}, whose level 1 is the one that takes about as long.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DeflateBenchmark {
  private static final int LENGTH = 1 << 20;
  private static final int STRETCH = 8 << 10;

  private final byte[] plain = filtered();
  private final byte[] deflated = deflated(plain, Deflater.DEFAULT_COMPRESSION);
  private final byte[] out = new byte[LENGTH + (LENGTH >> 4)];

  /** Differences of neighbours: small, and around zero. */
  private static byte[] filtered() {
    Random random = new Random(1);
    byte[] bytes = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      bytes[i] = i / 5000 % 4 == 0 ? 0 : (byte) Math.round(4 * random.nextGaussian());
    }
    return bytes;
  }

  private static byte[] deflated(byte[] plain, int level) {
    byte[] out = new byte[LENGTH + (LENGTH >> 4)];
    int length = deflate(plain, level, out);
    return Arrays.copyOf(out, length);
  }

  private static int deflate(byte[] plain, int level, byte[] out) {
    Deflater deflater = new Deflater(level);
    deflater.setInput(plain);
    deflater.finish();
    int length = deflater.deflate(out);
    deflater.end();
    return length;
  }

  /** Our own inflating, read in stretches as long as rows. */
  @Benchmark
  public byte inflate() {
    InflatedStream stream =
        new InflatedStream(CompressedPieces.of(deflated, 0, deflated.length), STRETCH);
    byte last = 0;
    for (int done = 0; done < LENGTH; done += STRETCH) {
      int at = stream.read(STRETCH, Deadline.NONE);
      if (at < 0) {
        throw new IllegalStateException("The stream must have " + LENGTH + " bytes");
      }
      last = stream.array()[at + STRETCH - 1];
    }
    return last;
  }

  /** The JDK's, which calls zlib. */
  @Benchmark
  public int inflateByZlib() throws DataFormatException {
    Inflater inflater = new Inflater();
    inflater.setInput(deflated);
    int length = inflater.inflate(out);
    inflater.end();
    return length;
  }

  /** Our own deflating. */
  @Benchmark
  public int deflate() {
    DeflatedStream stream = DeflatedStream.ofBytes();
    for (int done = 0; done < LENGTH; done += STRETCH) {
      stream.write(plain, done, STRETCH);
    }
    stream.finish();
    return stream.length();
  }

  /** The JDK's, at its fastest. */
  @Benchmark
  public int deflateByZlib() {
    return deflate(plain, Deflater.BEST_SPEED, out);
  }
}
