package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.internal.codec.tiff.TiffFiles;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever much is done for an image, the deadline is looked at often enough to be kept. */
class DeadlineTest {
  /** What passes unnoticed at most, of processor time, so that other programs don't count. */
  private static final Duration LONGEST_STRETCH = Duration.ofMillis(150);

  private static final BufferedImage SMALL = Drawing.blobs(64, 64, BufferedImage.TYPE_3BYTE_BGR);
  private static final BufferedImage DOT = Drawing.blobs(1, 1, BufferedImage.TYPE_3BYTE_BGR);

  private static final BufferedImage LARGE =
      Drawing.blobs(3000, 2000, BufferedImage.TYPE_3BYTE_BGR);

  private final SteppingClock clock = new SteppingClock();
  private final LocalResizeService service =
      LocalResizeService.builder()
          .limits(ResizeLimits.builder().deadline(Duration.ofHours(1)).build())
          .clock(clock)
          .build();

  /** Stands still but for a jump to the end of all time, before the look that it is told. */
  private static final class SteppingClock implements InstantSource {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private int looks;
    private int lastLook = Integer.MAX_VALUE;
    private long before = threads.getCurrentThreadCpuTime();
    private long longest;

    void restart(int last) {
      looks = 0;
      lastLook = last;
      longest = 0;
      before = threads.getCurrentThreadCpuTime();
    }

    @Override
    public Instant instant() {
      long now = threads.getCurrentThreadCpuTime();
      longest = Math.max(longest, now - before);
      before = now;
      return Instant.EPOCH.plus(++looks > lastLook ? Duration.ofDays(1) : Duration.ZERO);
    }
  }

  static Stream<Arguments> work() {
    return Stream.of(
        work("enlarged JPEG", Drawing.jpeg(SMALL), enlarged(3000, ImageFormat.JPEG)),
        work("enlarged PNG", Drawing.png(SMALL), enlarged(3000, ImageFormat.PNG)),
        work("enlarged GIF", Drawing.png(SMALL), enlarged(2000, ImageFormat.GIF)),
        work("padded PNG", Drawing.png(DOT), padded(4096, ImageFormat.PNG)),
        work("padded JPEG", Drawing.png(DOT), padded(4096, ImageFormat.JPEG)),
        work(
            "turned JPEG",
            Drawing.withExif(Drawing.jpeg(SMALL), 6),
            enlarged(3000, ImageFormat.JPEG)),
        work(
            "last rows of a baseline JPEG",
            Drawing.jpeg(LARGE),
            request(ImageFormat.JPEG).crop(Crop.pixels(0, 1990, 3000, 10)).width(30)),
        work(
            "progressive JPEG",
            LargeJpegs.progressive(4000, 3000),
            request(ImageFormat.JPEG).width(1500)),
        work("deflated strip of a TIFF", strip(3000, 3000), lastRows(3000, 3000)),
        work("tiles of a TIFF", tiles(40), request(ImageFormat.JPEG).width(30)),
        work("fax", fax(3000, 9000), lastRows(3000, 9000)),
        work("runs of a bitmap", runs(2000, 2000), lastRows(2000, 2000)),
        work(
            "lossless JPEG",
            UniformJpegs.whole(UniformJpegs.LOSSLESS, 1500, 1500, 3),
            request(ImageFormat.JPEG).width(30)),
        work(
            "last rows of a PNG",
            Drawing.png(LARGE),
            request(ImageFormat.PNG).crop(Crop.pixels(0, 1990, 3000, 10)).width(30)));
  }

  private static ImageRequest.Builder lastRows(int width, int height) {
    return request(ImageFormat.JPEG).crop(Crop.pixels(0, height - 9, width, 9)).width(30);
  }

  private static byte[] strip(int width, int height) {
    return TiffFiles.tiff()
        .size(width, height)
        .pixels(2, 8, 8, 8)
        .compression(8)
        .chunk(deflated(3 * width * height))
        .file();
  }

  private static byte[] tiles(int count) {
    TiffFiles tiles = TiffFiles.tiff().size(512 * count, 64).pixels(1, 8).compression(8);
    byte[] tile = deflated(512 * 64);
    tiles.tiles(512, 64);
    for (int i = 0; i < count; i++) {
      tiles.chunk(tile);
    }
    return tiles.file();
  }

  /** Rows that are like the white one above the first: one bit each. */
  private static byte[] fax(int width, int height) {
    byte[] bits = new byte[height / 8];
    Arrays.fill(bits, (byte) 0xFF);
    return TiffFiles.tiff().size(width, height).pixels(0, 1).compression(4).chunk(bits).file();
  }

  /** Each pixel of its own. */
  private static byte[] runs(int width, int height) {
    ByteBuffer file = ByteBuffer.allocate(58 + height * (2 * width + 2));
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(58);
    file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 8);
    file.putInt(1).putInt(0).putInt(0).putInt(0).putInt(1).putInt(0).putInt(0xFFFFFF);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        file.putShort((short) 1);
      }
      file.putShort((short) 0);
    }
    return file.array();
  }

  private static byte[] deflated(int zeros) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(new byte[zeros]);
    deflater.finish();
    byte[] bytes = new byte[zeros / 100 + 100];
    int length = deflater.deflate(bytes);
    deflater.end();
    return Arrays.copyOf(bytes, length);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("work")
  void isKeptWhereverItPasses(String name, byte[] original, ImageRequest request) {
    service.resize(original, request);
    clock.restart(Integer.MAX_VALUE);
    service.resize(original, request);
    int looks = clock.looks;

    assertThat(Duration.ofNanos(clock.longest)).isLessThan(LONGEST_STRETCH);
    assertThat(looks).isGreaterThan(20);
    for (int step = 1; step <= 5; step++) {
      clock.restart(looks * step / 6);
      assertThatThrownBy(() -> service.resize(original, request))
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
      assertThat(clock.looks).as("nothing goes on").isLessThanOrEqualTo(clock.lastLook + 3);
    }
  }

  private static Arguments work(String name, byte[] original, ImageRequest.Builder request) {
    return Arguments.of(name, original, request.build());
  }

  private static ImageRequest.Builder enlarged(int side, ImageFormat format) {
    return request(format).width(side).height(side).enlarge(true);
  }

  private static ImageRequest.Builder padded(int side, ImageFormat format) {
    return request(format).width(side).height(side).fit(Fit.CONTAIN);
  }

  private static ImageRequest.Builder request(ImageFormat format) {
    return ImageRequest.builder("drawn").format(format);
  }
}
