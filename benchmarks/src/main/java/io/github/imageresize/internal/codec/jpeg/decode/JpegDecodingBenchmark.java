package io.github.imageresize.internal.codec.jpeg.decode;

import static io.github.imageresize.internal.codec.jpeg.WavesPicture.BLOCKS;
import static io.github.imageresize.internal.codec.jpeg.WavesPicture.HEIGHT;
import static io.github.imageresize.internal.codec.jpeg.WavesPicture.WIDTH;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.internal.codec.jpeg.WavesPicture;
import io.github.imageresize.internal.codec.jpeg.ZigZag;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

/**
 * The parts of decoding a JPEG. The transform is that of one row of 200 blocks, as many as the
 * picture is wide; everything else is done to a whole grey picture of 1600x1280.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JpegDecodingBenchmark {
  /** Which steps does not matter to the time it takes. */
  private static final int[] STEPS = new int[ZigZag.LENGTH];

  static {
    Arrays.fill(STEPS, 10);
  }

  private final byte[] jpeg = new WavesPicture().encoded();

  /** How far the decoder reduces; what does not depend on it is measured once. */
  @State(Scope.Thread)
  public static class Reduction {
    /** Points of the inverse transform: the picture comes at as many eighths of its size. */
    @Param({"1", "2", "3", "4", "8"})
    public int points;

    private final float[][] coefficients = new float[ZigZag.LENGTH][BLOCKS];
    private float[][][] samples = new float[0][][];
    private DecodeRequest request = request(8);
    private InverseTransform inverse = inverse(8);

    /**
     * Fills the coefficients and finds a request that is decoded with as many points.
     *
     * @throws IllegalStateException if the decoder would take another number of points
     */
    @Setup
    public void prepare(JpegDecodingBenchmark picture) {
      Random random = new Random(2);
      for (float[] plane : coefficients) {
        Arrays.fill(plane, random.nextInt(9) - 4);
      }
      samples = new float[points][points][BLOCKS];
      inverse = inverse(points);
      request = request(points);
      PictureLayout layout = PictureLayout.of(JpegFile.read(picture.jpeg).frame(), false, request);
      int taken = layout.components().get(0).points();
      if (taken != points) {
        throw new IllegalStateException(
            "The decoder must take %d points, but takes %d".formatted(points, taken));
      }
    }

    private static DecodeRequest request(int points) {
      double reduction = points == 8 ? 1 : 8.0 / points * (points < 3 ? 1.25 : 1.5);
      return new DecodeRequest(0, 0, WIDTH, HEIGHT, reduction, reduction, false);
    }

    private static InverseTransform inverse(int points) {
      return new InverseTransform(points, STEPS, BLOCKS);
    }
  }

  /** Entropy decoding alone, headers included; coefficients that are not needed are skipped. */
  @Benchmark
  public Object entropyDecoding(Reduction reduction) {
    JpegFile file = JpegFile.read(jpeg);
    PictureLayout layout = PictureLayout.of(file.frame(), false, reduction.request);
    CoefficientRows coefficients = new CoefficientRows(layout.components().get(0));
    EntropyReader reader = new EntropyReader(file.bytes(), file.scanData(), layout.blocksPerMcu());
    SequentialScan scan =
        new SequentialScan(
            reader,
            Objects.requireNonNull(file.firstScan()),
            file.tables(),
            layout,
            List.of(coefficients));
    for (int row = 0; row < layout.mcuRows(); row++) {
      coefficients.clear();
      scan.decodeRow(layout.firstMcu(), layout.endMcu());
    }
    if (reader.damaged()) {
      throw new IllegalStateException("The picture must be decoded to its end");
    }
    return coefficients;
  }

  /** The inverse transform of a row of blocks. */
  @Benchmark
  public float[][][] inverseTransform(Reduction reduction) {
    reduction.inverse.transform(reduction.coefficients, reduction.samples, BLOCKS);
    return reduction.samples;
  }

  /** The whole decoder. */
  @Benchmark
  public float decode(Reduction reduction) {
    return WavesPicture.readAll(
        JpegDecoder.open(jpeg).decode(reduction.request).planes().get(0).rows());
  }
}
