package io.github.imageresize.internal.codec.jpeg.encode;

import static io.github.imageresize.internal.codec.jpeg.WavesPicture.BLOCKS;
import static io.github.imageresize.internal.codec.jpeg.WavesPicture.HEIGHT;
import static io.github.imageresize.internal.codec.jpeg.WavesPicture.WIDTH;

import io.github.imageresize.internal.codec.jpeg.WavesPicture;
import io.github.imageresize.internal.raster.Resampler;
import io.github.imageresize.internal.raster.ResamplingAxis;
import java.util.concurrent.TimeUnit;
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
 * Resampling and the parts of encoding a JPEG. The transform is that of one row of 200 blocks, as
 * many as the picture is wide; everything else is done to a whole grey picture of 1600x1280.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JpegEncodingBenchmark {
  private final WavesPicture picture = new WavesPicture();
  private final QuantizedBlocks quantized = new QuantizedBlocks(BLOCKS);
  private final ForwardTransform forward =
      new ForwardTransform(QuantizationSteps.luminance(80), BLOCKS);

  /** Resampling of a plane to 5/8. */
  @Benchmark
  public float resample() {
    return WavesPicture.readAll(
        Resampler.resample(
            picture.plane(),
            ResamplingAxis.lanczos3(0, WIDTH, 0, 1.6, WIDTH * 5 / 8),
            ResamplingAxis.lanczos3(0, HEIGHT, 0, 1.6, HEIGHT * 5 / 8),
            8));
  }

  /** The forward transform and quantisation of a row of blocks. */
  @Benchmark
  public Object forwardTransform() {
    forward.transform(picture.rows(), quantized, BLOCKS);
    return quantized;
  }

  /** The whole encoder. */
  @Benchmark
  public byte[] encode() {
    return picture.encoded();
  }
}
