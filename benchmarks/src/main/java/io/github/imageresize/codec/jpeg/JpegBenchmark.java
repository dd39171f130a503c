package io.github.imageresize.codec.jpeg;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.raster.ColorModel;
import io.github.imageresize.raster.PlanarImage;
import io.github.imageresize.raster.Plane;
import io.github.imageresize.raster.PlaneRows;
import io.github.imageresize.raster.Resampler;
import io.github.imageresize.raster.ResamplingAxis;
import java.util.Arrays;
import java.util.List;
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

/** The parts of a JPEG's way to a smaller one, each on a grey picture of 2 megapixels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JpegBenchmark {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1280;
  private static final int BLOCKS = WIDTH / 8;

  /** Points of the inverse transform. */
  @Param({"1", "2", "3", "4", "8"})
  public int points;

  private byte[] jpeg = new byte[0];
  private final float[][] coefficients = new float[ZigZag.LENGTH][BLOCKS];
  private final float[][][] rows = new float[8][8][BLOCKS];
  private final float[][][] samples = new float[8][8][BLOCKS];
  private final QuantizedBlocks quantized = new QuantizedBlocks(BLOCKS);
  private final ForwardTransform forward =
      new ForwardTransform(QuantizationSteps.luminance(80), BLOCKS);
  private InverseTransform inverse = inverse(1);

  /** Draws soft waves with some noise. */
  @Setup
  public void draw() {
    Random random = new Random(1);
    for (float[][] row : rows) {
      for (float[] phase : row) {
        for (int i = 0; i < phase.length; i++) {
          phase[i] = (float) (90 + 60 * Math.sin(i * 0.2) + 8 * random.nextGaussian());
        }
      }
    }
    for (float[] plane : coefficients) {
      Arrays.fill(plane, random.nextInt(9) - 4);
    }
    inverse = inverse(points);
    jpeg = encode();
  }

  private static InverseTransform inverse(int points) {
    return new InverseTransform(points, QuantizationSteps.luminance(80), BLOCKS);
  }

  /** Eight rows over and over. */
  private final class Repeated implements PlaneRows {
    @Override
    public int width() {
      return WIDTH;
    }

    @Override
    public int height() {
      return HEIGHT;
    }

    @Override
    public int phases() {
      return 8;
    }

    @Override
    public float[][] row(int y) {
      return rows[y % 8];
    }

    @Override
    public void release(int y) {
      // Rows are not made.
    }
  }

  /** Entropy decoding and the inverse transform of as many points. */
  @Benchmark
  public float decode() {
    JpegDecoder decoder = JpegDecoder.open(jpeg);
    double reduction = points == 8 ? 1 : 8.0 / points * (points < 3 ? 1.25 : 1.5);
    DecodeRequest request = new DecodeRequest(0, 0, WIDTH, HEIGHT, reduction, reduction, false);
    return readAll(decoder.decode(request).planes().get(0).rows());
  }

  /** The inverse transform of a row of blocks. */
  @Benchmark
  public float[][][] inverseTransform() {
    float[][][] target = Arrays.copyOf(samples, points);
    inverse.transform(coefficients, target, BLOCKS);
    return target;
  }

  /** Resampling of a plane to 5/8. */
  @Benchmark
  public float resample() {
    return readAll(
        Resampler.resample(
            new Repeated(),
            ResamplingAxis.lanczos3(0, WIDTH, 0, 1.6, WIDTH * 5 / 8),
            ResamplingAxis.lanczos3(0, HEIGHT, 0, 1.6, HEIGHT * 5 / 8),
            8));
  }

  /** The forward transform and quantisation of a row of blocks. */
  @Benchmark
  public Object forwardTransform() {
    forward.transform(rows, quantized, BLOCKS);
    return quantized;
  }

  /** The whole encoder. */
  @Benchmark
  public byte[] encode() {
    PlanarImage image =
        new PlanarImage(
            ColorModel.GREY, false, WIDTH, HEIGHT, List.of(Plane.fullSize(new Repeated())));
    return JpegEncoder.baseline().encode(image, new EncodeRequest(80, null, null));
  }

  private static float readAll(PlaneRows rows) {
    float sum = 0;
    for (int y = 0; y < rows.height(); y++) {
      sum += rows.row(y)[0][0];
      rows.release(y + 1);
    }
    return sum;
  }
}
