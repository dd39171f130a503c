package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.Frame;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.codec.CodecRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Of noise, which can't be compressed, these encoders hold all that they allocate until they end,
 * so that each term of their estimates shows: one that is missing makes it too small, and one too
 * many half as large again.
 */
class EncoderHeapTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final CodecRegistry codecs = CodecRegistry.standard();

  @ParameterizedTest
  @CsvSource({
    "GIF, 2400, 1600",
    "GIF, 12, 100000",
    "GIF, 65000, 60",
    "PNG, 2400, 1600",
    "PNG, 8000, 300"
  })
  void isWhatWasEstimatedForAPicture(ImageFormat format, int width, int height) {
    ImageEncoder encoder = codecs.encoder(format).orElseThrow();
    EncodeRequest request = EncodeRequest.builder(80).build();
    encoder.encode(noise(8, 8), request);

    long allocated = allocated(width * height, () -> encoder.encode(noise(width, height), request));

    assertThat(encoder.memoryNeeded(width, height, false, request))
        .isBetween(allocated, allocated * 3 / 2);
  }

  @ParameterizedTest
  @CsvSource({"GIF, 2000, 1500", "PNG, 2000, 1500", "GIF, 30000, 40"})
  void isWhatWasEstimatedForAFrame(ImageFormat format, int width, int height) {
    var encoder = codecs.encoder(format).orElseThrow().animation().orElseThrow();
    EncodeRequest request = EncodeRequest.builder(80).build();
    encoder.encode(new OneFrame(noise(8, 8)), request);

    long allocated =
        allocated(
            width * height, () -> encoder.encode(new OneFrame(noise(width, height)), request));

    assertThat(encoder.memoryNeeded(width, height, 1, false, request))
        .isBetween(allocated, allocated * 3 / 2);
  }

  private static long allocated(int pixels, Supplier<byte[]> work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    byte[] encoded = work.get();
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(encoded.length).as("of noise nothing is compressed").isGreaterThan(pixels);
    return allocated;
  }

  private static PlanarImage noise(int width, int height) {
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < 3; plane++) {
      Random random = new Random(plane);
      planes.add(
          Plane.fullSize(
              new SampledRows(
                  width,
                  height,
                  (y, samples) -> {
                    for (int x = 0; x < samples.length; x++) {
                      samples[x] = random.nextInt(256);
                    }
                  })));
    }
    return new PlanarImage(ColorModel.RGB, false, width, height, planes);
  }

  private static final class OneFrame implements Animation {
    private final PlanarImage picture;
    private boolean read;

    private OneFrame(PlanarImage picture) {
      this.picture = picture;
    }

    @Override
    public int width() {
      return picture.width();
    }

    @Override
    public int height() {
      return picture.height();
    }

    @Override
    public int loops() {
      return 0;
    }

    @Override
    public boolean hasNext() {
      return !read;
    }

    @Override
    public Frame next() {
      read = true;
      return Frame.whole(picture, Duration.ofMillis(100));
    }
  }
}
