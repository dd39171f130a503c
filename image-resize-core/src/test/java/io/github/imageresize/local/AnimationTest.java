package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.Fit;
import io.github.imageresize.Frames;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.Position;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.codec.AvifLookalike;
import io.github.imageresize.codec.Frame.Disposal;
import io.github.imageresize.internal.animation.DrawnAnimations;
import io.github.imageresize.internal.animation.GifAnimations;
import io.github.imageresize.internal.animation.PngAnimations;
import io.github.imageresize.internal.animation.StoredAnimation;
import io.github.imageresize.internal.animation.StoredFrame;
import io.github.imageresize.internal.animation.WebpAnimations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Animations stay animated in every format, and show what a reference compositor shows. */
class AnimationTest {
  private final LocalResizeService service = LocalResizeService.builder().build();

  /** An animated format. */
  enum Form {
    GIF,
    PNG,
    WEBP;

    byte[] write(StoredAnimation animation) {
      return switch (this) {
        case GIF -> GifAnimations.write(animation);
        case PNG -> PngAnimations.write(animation);
        case WEBP -> WebpAnimations.write(animation);
      };
    }

    StoredAnimation read(byte[] file) throws Exception {
      return switch (this) {
        case GIF -> GifAnimations.read(file);
        case PNG -> PngAnimations.read(file);
        case WEBP -> WebpAnimations.read(file);
      };
    }

    ImageFormat format() {
      return ImageFormat.valueOf(name());
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void compositesEachFormatAsTheReferenceDoes(Form source) throws Exception {
    for (long seed = 1; seed <= 5; seed++) {
      byte[] original = source.write(DrawnAnimations.odd(38, 28, 10, seed, source != Form.GIF));
      ImageRequest request = request().format(ImageFormat.PNG).build();

      StoredAnimation made = PngAnimations.read(service.resize(original, request).toByteArray());

      StoredAnimation expected = source.read(original);
      assertThat(made.loops()).isEqualTo(expected.loops());
      List<Shown> actual = shown(made);
      List<Shown> reference = shown(expected);
      assertThat(actual.stream().map(Shown::millis).toList())
          .isEqualTo(reference.stream().map(Shown::millis).toList());
      for (int i = 0; i < reference.size(); i++) {
        assertNear(actual.get(i).argb(), reference.get(i).argb(), 2, "frame " + i);
      }
    }
  }

  /** Colours are compared as far as they are seen. */
  private static void assertNear(int[] actual, int[] expected, int tolerance, String what) {
    for (int at = 0; at < expected.length; at++) {
      int alpha = expected[at] >>> 24;
      assertThat(actual[at] >>> 24).as(what).isCloseTo(alpha, within(tolerance));
      for (int shift = 0; shift < 24; shift += 8) {
        int difference = (actual[at] >> shift & 0xFF) - (expected[at] >> shift & 0xFF);
        assertThat(Math.abs(difference) * alpha / 255).as(what).isLessThanOrEqualTo(tolerance);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void writesEachFormat(Form target) throws Exception {
    StoredAnimation moving = DrawnAnimations.movingSquare(160, 80, 6);
    ImageRequest request = request().format(target.format()).quality(95).build();

    byte[] file = service.resize(GifAnimations.write(moving), request).toByteArray();
    StoredAnimation made = target.read(file);

    assertThat(made.loops()).isZero();
    assertThat(made.frames())
        .extracting(StoredFrame::millis)
        .containsExactly(40, 50, 60, 70, 80, 90);
    for (int i = 0; i < 6; i++) {
      int[] actual = made.composited().get(i);
      int[] expected = moving.composited().get(i);
      double mean =
          IntStream.range(0, actual.length)
              .mapToDouble(at -> distance(actual[at], expected[at]))
              .average()
              .orElseThrow();
      assertThat(mean).as("frame %d", i).isLessThan(target == Form.WEBP ? 12 : 0.01);
    }
    assertThat(made.frames().subList(1, 6)).allMatch(frame -> frame.width() < 100);
  }

  @Test
  void writesWhatBecomesTransparentAgain() throws Exception {
    List<StoredFrame> frames = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      frames.add(StoredFrame.plain(0xFFE02020, 4 + 10 * i, 6, 8, 20, 50, Disposal.CLEAR));
    }
    frames.add(0, StoredFrame.plain(0, 0, 0, 60, 40, 50, Disposal.KEEP).replacing());
    StoredAnimation moving = new StoredAnimation(60, 40, 2, frames);
    for (Form target : Form.values()) {
      ImageRequest request = request().format(target.format()).quality(95).build();

      byte[] file = service.resize(PngAnimations.write(moving), request).toByteArray();

      List<int[]> composited = target.read(file).composited();
      for (int i = 0; i < 5; i++) {
        int[] expected = moving.composited().get(i);
        for (int at = 0; at < expected.length; at++) {
          assertThat(composited.get(i)[at] >>> 24)
              .as("%s, frame %d, pixel %d", target, i, at)
              .isEqualTo(expected[at] >>> 24);
        }
      }
    }
  }

  private StoredAnimation made(byte[] gif, ImageRequest.Builder request) throws Exception {
    byte[] made = service.resize(gif, request.format(ImageFormat.GIF).build()).toByteArray();
    return GifAnimations.read(made);
  }

  private static ImageRequest.Builder request() {
    return ImageRequest.builder("drawn.gif");
  }

  /** What is shown, and for how long; frames that look the same are one. */
  private static List<Shown> shown(StoredAnimation animation) {
    List<Shown> all = new ArrayList<>();
    List<int[]> composited = animation.composited();
    for (int i = 0; i < composited.size(); i++) {
      int millis = animation.frames().get(i).millis();
      Shown last = all.isEmpty() ? null : all.get(all.size() - 1);
      if (last != null && java.util.Arrays.equals(last.argb(), composited.get(i))) {
        all.set(all.size() - 1, new Shown(last.argb(), last.millis() + millis));
      } else {
        all.add(new Shown(composited.get(i), millis));
      }
    }
    return all;
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by their parts
  private record Shown(int[] argb, int millis) {}

  private static void assertShowsTheSame(StoredAnimation made, StoredAnimation expected) {
    assertThat(made.loops()).isEqualTo(expected.loops());
    List<Shown> actual = shown(made);
    List<Shown> reference = shown(expected);
    assertThat(actual.stream().map(Shown::millis).toList())
        .isEqualTo(reference.stream().map(Shown::millis).toList());
    for (int i = 0; i < reference.size(); i++) {
      assertThat(actual.get(i).argb()).as("frame %d", i).isEqualTo(reference.get(i).argb());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void compositesAsTheReferenceDoes(long seed) throws Exception {
    StoredAnimation odd = DrawnAnimations.odd(37, 29, 12, seed, false);

    assertShowsTheSame(made(GifAnimations.write(odd), request()), odd);
  }

  @Test
  void writesOnlyWhatChanged() throws Exception {
    StoredAnimation moving = DrawnAnimations.movingSquare(200, 100, 6);
    byte[] gif = GifAnimations.write(moving);

    StoredAnimation made = made(gif, request());

    assertShowsTheSame(made, moving);
    assertThat(made.frames().subList(1, 6)).allMatch(frame -> frame.width() < 100);
  }

  @Test
  void resizesEachFrameAsAStillPicture() throws Exception {
    StoredAnimation moving = DrawnAnimations.movingSquare(200, 100, 4);

    StoredAnimation made = made(GifAnimations.write(moving), request().width(50));

    assertThat(made.width()).isEqualTo(50);
    assertThat(made.height()).isEqualTo(25);
    assertThat(made.frames()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      StoredAnimation still = new StoredAnimation(200, 100, 1, List.of(moving.frames().get(i)));
      StoredAnimation alone = made(GifAnimations.write(still), request().width(50));
      int[] expected = alone.composited().get(0);
      int[] actual = made.composited().get(i);
      double mean =
          IntStream.range(0, actual.length)
              .mapToDouble(at -> distance(actual[at], expected[at]))
              .average()
              .orElseThrow();
      assertThat(mean).as("frame %d", i).isLessThan(4);
    }
  }

  private static double distance(int argb, int other) {
    double sum = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      sum += Math.abs((argb >> shift & 0xFF) - (other >> shift & 0xFF));
    }
    return sum / 4;
  }

  @Test
  void givesTheFirstFrameAloneWhereThatIsAskedFor() throws Exception {
    byte[] gif = GifAnimations.write(DrawnAnimations.movingSquare(60, 40, 5));

    assertThat(made(gif, request().frames(Frames.FIRST)).frames()).hasSize(1);
    assertThat(made(gif, request().frames(Frames.ALL)).frames()).hasSize(5);
  }

  @Test
  void takesTheFormatForAnimationsWhereTheOneAskedForHoldsNone() throws Exception {
    LocalResizeService withAvif = LocalResizeService.builder().codec(new AvifLookalike()).build();
    byte[] gif = GifAnimations.write(DrawnAnimations.movingSquare(60, 40, 5));
    byte[] still = GifAnimations.write(DrawnAnimations.movingSquare(60, 40, 1));
    ImageRequest.Builder request =
        ImageRequest.builder("a").format(ImageFormat.AVIF).animatedFormat(ImageFormat.WEBP);

    ResizedImage moving = withAvif.resize(gif, request.build());

    assertThat(moving.format()).isEqualTo(ImageFormat.WEBP);
    assertThat(WebpAnimations.read(moving.toByteArray()).frames()).hasSize(5);
    assertThat(withAvif.resize(still, request.build()).format()).isEqualTo(ImageFormat.AVIF);
    assertThat(withAvif.resize(gif, request.frames(Frames.FIRST).build()).format())
        .isEqualTo(ImageFormat.AVIF);
    ImageRequest named = ImageRequest.builder("a").format(ImageFormat.AVIF).build();
    assertThat(withAvif.resize(gif, named).format()).isEqualTo(ImageFormat.AVIF);
    ImageRequest gifOfJpeg =
        ImageRequest.builder("a")
            .format(ImageFormat.JPEG)
            .animatedFormat(ImageFormat.GIF)
            .frames(Frames.ALL)
            .build();
    assertThat(withAvif.resize(gif, gifOfJpeg).format()).isEqualTo(ImageFormat.GIF);
  }

  @Test
  void refusesAFormatForAnimationsThatIsNotWrittenAnimatedHere() {
    LocalResizeService withAvif = LocalResizeService.builder().codec(new AvifLookalike()).build();
    byte[] gif = GifAnimations.write(DrawnAnimations.movingSquare(60, 40, 5));
    ImageRequest stillAvif =
        ImageRequest.builder("a").format(ImageFormat.JPEG).animatedFormat(ImageFormat.AVIF).build();
    ImageRequest noJxl =
        ImageRequest.builder("a").format(ImageFormat.JPEG).animatedFormat(ImageFormat.JXL).build();

    for (ImageRequest request : List.of(stillAvif, noJxl)) {
      assertThatThrownBy(() -> withAvif.resize(gif, request))
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> {
                assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST);
                assertThat(failure.basis()).isEqualTo(Basis.NODE);
              })
          .hasMessageMatching(
              "animatedFormat must be one whose animations can be written here, of gif, png(, webp)?"
                  + ", but is (avif|jxl)");
    }
  }

  @Test
  void showsDurationsOfNothingAsBrowsersDo() throws Exception {
    List<StoredFrame> frames = new ArrayList<>();
    int[] stored = {0, 10, 20, 100};
    for (int i = 0; i < 4; i++) {
      int color = 0xFF000000 | i * 50;
      frames.add(StoredFrame.plain(color, 0, 0, 9, 9, stored[i], Disposal.KEEP));
    }
    byte[] gif = GifAnimations.write(new StoredAnimation(9, 9, 1, frames));

    assertThat(made(gif, request()).frames())
        .extracting(StoredFrame::millis)
        .containsExactly(100, 100, 20, 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"entropy", "attention"})
  void cutsAllFramesWhereTheFirstIsOfMostInterest(String position) throws Exception {
    StoredAnimation moving = DrawnAnimations.movingSquare(200, 100, 6);
    ImageRequest.Builder request =
        request().width(100).height(100).fit(Fit.COVER).position(Position.parse(position));

    StoredAnimation made = made(GifAnimations.write(moving), request);

    assertThat(IntStream.rangeClosed(0, 100).filter(left -> isCutAt(left, moving, made)))
        .as("places at which all frames are cut")
        .isNotEmpty();
  }

  private static boolean isCutAt(int left, StoredAnimation whole, StoredAnimation made) {
    List<StoredFrame> parts = new ArrayList<>();
    for (StoredFrame frame : whole.frames()) {
      int[] part = part(frame.argb(), left, 100);
      parts.add(new StoredFrame(part, 0, 0, 100, 100, frame.millis(), frame.disposal(), true));
    }
    List<Shown> expected = shown(new StoredAnimation(100, 100, 0, parts));
    List<Shown> actual = shown(made);
    return expected.size() == actual.size()
        && IntStream.range(0, expected.size())
            .allMatch(
                i ->
                    expected.get(i).millis() == actual.get(i).millis()
                        && java.util.Arrays.equals(expected.get(i).argb(), actual.get(i).argb()));
  }

  private static int[] part(int[] whole, int left, int side) {
    int[] part = new int[side * side];
    for (int y = 0; y < side; y++) {
      System.arraycopy(whole, y * 200 + left, part, y * side, side);
    }
    return part;
  }
}
