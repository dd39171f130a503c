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
 * The parts of a JPEG's way to a smaller one. Transforms are those of one row of 200 blocks, as
 * many as a picture of 1600 pixels is wide; everything else is done to a whole grey picture of
 * 1600x1280.
 */
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

  private byte[] jpeg = new byte[0];
  private final float[][][] rows = new float[8][8][BLOCKS];
  private final QuantizedBlocks quantized = new QuantizedBlocks(BLOCKS);
  private final ForwardTransform forward =
      new ForwardTransform(QuantizationSteps.luminance(80), BLOCKS);

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
    jpeg = encode();
  }

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
    public void prepare(JpegBenchmark picture) {
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
      return new InverseTransform(points, QuantizationSteps.luminance(80), BLOCKS);
    }
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
    return readAll(JpegDecoder.open(jpeg).decode(reduction.request).planes().get(0).rows());
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
