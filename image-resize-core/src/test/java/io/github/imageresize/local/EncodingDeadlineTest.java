package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.Deadline;
import io.github.imageresize.Fit;
import io.github.imageresize.Frames;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Position;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.Rotation;
import io.github.imageresize.Sharpening;
import io.github.imageresize.codec.Frame.Disposal;
import io.github.imageresize.internal.animation.GifAnimations;
import io.github.imageresize.internal.animation.PngAnimations;
import io.github.imageresize.internal.animation.StoredAnimation;
import io.github.imageresize.internal.animation.StoredFrame;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wherever much is done to a picture and to write it, the deadline is looked at often enough to be
 * kept. What libwebp does can't be stopped; that it is not begun too late is shown by {@code
 * WebpCodecTest}.
 */
class EncodingDeadlineTest {
  private static final byte[] SMALL =
      Drawing.png(Drawing.blobs(64, 64, BufferedImage.TYPE_3BYTE_BGR));
  private static final byte[] LARGE =
      Drawing.jpeg(Drawing.blobs(1200, 800, BufferedImage.TYPE_3BYTE_BGR));

  private final DeadlineWatch watch = new DeadlineWatch();
  private final LocalResizeService service =
      LocalResizeService.builder(new Pictures())
          .limits(ResizeLimits.builder().deadline(Duration.ofHours(1)).build())
          .clock(watch)
          .build();

  /** A picture to lay over others, of which no version is known, so that it is never kept. */
  private static final class Pictures implements ImageSource {
    @Override
    public SourceImage read(String path, ReadAllowance allowance) {
      return SourceImage.wrap(path.equals("small.png") ? SMALL : LARGE, "");
    }

    @Override
    public String version(String path) {
      return "";
    }
  }

  static Stream<Arguments> work() {
    return Stream.of(
        work("PNG", SMALL, enlarged(1000, ImageFormat.PNG)),
        work("PNG of few colours", SMALL, enlarged(2500, ImageFormat.PNG).palette(true)),
        work("padded PNG", SMALL, padded(1600, ImageFormat.PNG)),
        work("GIF", SMALL, enlarged(1000, ImageFormat.GIF)),
        work("JPEG", SMALL, enlarged(1000, ImageFormat.JPEG)),
        work("padded JPEG", SMALL, padded(1600, ImageFormat.JPEG)),
        work("progressive JPEG", SMALL, enlarged(1000, ImageFormat.JPEG).progressive(true)),
        work("JPEG of a held picture", SMALL, enlarged(3000, ImageFormat.JPEG).maxBytes(9_000_000)),
        work("search for a quality", SMALL, enlarged(800, ImageFormat.JPEG).maxBytes(5_000)),
        work("blur", LARGE, request(ImageFormat.JPEG).blur(30)),
        work("sharpening", LARGE, request(ImageFormat.JPEG).sharpen(Sharpening.ofSigma(2))),
        work("turn", LARGE, request(ImageFormat.JPEG).rotation(Rotation.CLOCKWISE_90)),
        work("round corners", LARGE, request(ImageFormat.PNG).radius(300)),
        work("borders", LARGE, request(ImageFormat.JPEG).trim(250).width(20)),
        work("part by attention", LARGE, part(Position.ATTENTION)),
        work("part by entropy", LARGE, part(Position.ENTROPY)),
        work("overlay", SMALL, enlarged(1000, ImageFormat.JPEG).overlay("large.jpg")),
        work("animated GIF", PngAnimations.write(animation()), frames(ImageFormat.GIF)),
        work("animated PNG", GifAnimations.write(animation()), frames(ImageFormat.PNG)),
        work("frame of a GIF", GifAnimations.write(animation()), frames(ImageFormat.JPEG)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("work")
  void isKeptWhereverItPasses(String name, byte[] original, ImageRequest request) {
    watch.assertKept(() -> service.resize(original, request));
  }

  @Test
  void isKeptWhileAnOriginalIsDescribed() {
    watch.assertKept(() -> service.describe(LARGE));
  }

  /** The version of an overlay is asked for over the network as well. */
  @Test
  void holdsForTheVersionOfAnOverlay() {
    List<Deadline> asked = new ArrayList<>();
    ImageSource source =
        new ImageSource() {
          @Override
          public SourceImage read(String path, ReadAllowance allowance) {
            return SourceImage.wrap(SMALL, "v1");
          }

          @Override
          public String version(String path) {
            return version(path, Deadline.NONE);
          }

          @Override
          public String version(String path, Deadline deadline) {
            asked.add(deadline);
            return "v1";
          }
        };
    LocalResizeService networked =
        LocalResizeService.builder(source)
            .limits(ResizeLimits.builder().deadline(Duration.ofHours(1)).build())
            .clock(watch)
            .build();
    ImageRequest request = ImageRequest.builder("a.png").width(20).overlay("b.png").build();

    networked.resize(request);
    networked.currentVersion(request);

    assertThat(asked)
        .hasSize(3)
        .allMatch(deadline -> deadline.remaining().compareTo(Duration.ofHours(1)) <= 0);
  }

  /** Three frames that differ all over. */
  private static StoredAnimation animation() {
    int width = 800;
    int height = 600;
    int[] first =
        Drawing.blobs(width, height, BufferedImage.TYPE_INT_RGB)
            .getRGB(0, 0, width, height, null, 0, width);
    List<StoredFrame> frames = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int[] argb = new int[first.length];
      for (int at = 0; at < argb.length; at++) {
        // At most 64 colours, which a GIF can hold.
        argb[at] = 0xFF000000 | (first[at] & 0xC0C0C0) ^ (0x400000 * i);
      }
      frames.add(new StoredFrame(argb, 0, 0, width, height, 100, Disposal.KEEP, true));
    }
    return new StoredAnimation(width, height, 0, frames);
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

  private static ImageRequest.Builder part(Position position) {
    return request(ImageFormat.JPEG).width(500).height(800).fit(Fit.COVER).position(position);
  }

  private static ImageRequest.Builder frames(ImageFormat format) {
    return format == ImageFormat.JPEG
        ? request(format).frames(Frames.FIRST)
        : request(format).frames(Frames.ALL);
  }

  private static ImageRequest.Builder request(ImageFormat format) {
    return ImageRequest.builder("drawn").format(format);
  }
}
