package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.Frames;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.OnDamage;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.codec.Frame.Disposal;
import io.github.imageresize.internal.animation.DrawnAnimations;
import io.github.imageresize.internal.animation.GifAnimations;
import io.github.imageresize.internal.animation.PngAnimations;
import io.github.imageresize.internal.animation.StoredAnimation;
import io.github.imageresize.internal.animation.StoredFrame;
import io.github.imageresize.internal.animation.WebpAnimations;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Animations that are odd, cut short, damaged, or more than is allowed. */
class HostileAnimationsTest {
  /** From one byte that is spoiled to the next; 1 for all of them. */
  private static final int STEP = Integer.getInteger("spoiled.step", 5);

  private final LocalResizeService service = LocalResizeService.builder().build();

  private static ImageRequest.Builder request(ImageFormat format) {
    return ImageRequest.builder("drawn").format(format);
  }

  private StoredAnimation made(byte[] original) throws Exception {
    ImageRequest request = request(ImageFormat.PNG).build();
    return PngAnimations.read(service.resize(original, request).toByteArray());
  }

  private static LocalResizeService limitedTo(ResizeLimits limits) {
    return LocalResizeService.builder().limits(limits).build();
  }

  private static void assertRefused(
      LocalResizeService service, byte[] original, String... expected) {
    ImageRequest all = request(ImageFormat.GIF).frames(Frames.ALL).build();
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> service.resize(original, all))
        .withMessageContainingAll(expected)
        .matches(e -> e.reason() == Reason.SOURCE_TOO_LARGE);
  }

  private static int frames(ResizedImage gif) throws Exception {
    return GifAnimations.read(gif.toByteArray()).frames().size();
  }

  @Test
  void takesTheFirstOfMoreFramesThanAllowedAndRefusesAllOfThem() throws Exception {
    ByteArrayOutputStream gif = GifAnimations.head(new StoredAnimation(3, 2, 0, List.of()));
    for (int i = 0; i < 100_000; i++) {
      gif.write(0x2C);
      gif.writeBytes(new byte[] {0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0});
    }

    ResizedImage image = service.resize(gif.toByteArray(), request(ImageFormat.GIF).build());

    assertThat(frames(image)).isEqualTo(1);
    assertRefused(service, gif.toByteArray(), "100000 frames", "it may have 100 ");
  }

  @Test
  void countsThePixelsOfAllFrames() throws Exception {
    byte[] gif = GifAnimations.write(DrawnAnimations.movingSquare(100, 50, 10));
    LocalResizeService enough = limitedTo(ResizeLimits.builder().sourcePixels(50_000).build());
    LocalResizeService tooFew = limitedTo(ResizeLimits.builder().sourcePixels(49_999).build());
    ImageRequest request = request(ImageFormat.GIF).build();

    assertThat(frames(enough.resize(gif, request))).isEqualTo(10);
    assertThat(frames(tooFew.resize(gif, request))).isEqualTo(1);
    assertRefused(tooFew, gif, "100x50 pixels in 10 frames", "49999");
  }

  @Test
  void takesTheFirstFrameWhereOthersWouldTakeMoreMemoryThanAllowed() throws Exception {
    ByteArrayOutputStream gif = GifAnimations.head(new StoredAnimation(9, 9, 0, List.of()));
    StoredFrame small = StoredFrame.plain(0xFF20C040, 0, 0, 9, 9, 50, Disposal.KEEP);
    GifAnimations.writeFrame(gif, small);
    gif.write(0x2C); // interlaced, so that all its rows would be held
    gif.writeBytes(new byte[] {0, 0, 0, 0, -1, -1, -1, -1, 0x40, 2, 2, 0x4C, 1, 0, 0x3B});

    ResizedImage image = service.resize(gif.toByteArray(), request(ImageFormat.GIF).build());

    assertThat(frames(image)).isEqualTo(1);
    assertRefused(service, gif.toByteArray(), "bytes of memory");
  }

  @Test
  void drawsNothingOfFramesOutsideOfTheScreen() throws Exception {
    StoredAnimation odd =
        new StoredAnimation(
            20,
            16,
            1,
            List.of(
                StoredFrame.plain(0xFF3050F0, 0, 0, 20, 16, 50, Disposal.KEEP),
                StoredFrame.plain(0xFFE02020, 15, 10, 40, 30, 60, Disposal.CLEAR),
                StoredFrame.plain(0xFF20C040, 300, 400, 8, 8, 70, Disposal.RESTORE)));

    StoredAnimation made = made(GifAnimations.write(odd));

    assertThat(made.width()).isEqualTo(20);
    assertThat(made.composited()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(made.composited().get(i)).isEqualTo(odd.composited().get(i));
    }
  }

  @Test
  void showsTheFramesBeforeALoopExtensionThatIsCutOff() throws Exception {
    StoredAnimation moving = DrawnAnimations.movingSquare(30, 20, 2);
    ByteArrayOutputStream gif = GifAnimations.head(new StoredAnimation(30, 20, 1, moving.frames()));
    moving.frames().forEach(frame -> GifAnimations.writeFrame(gif, frame));
    byte[] extension = {0x21, -1, 11, 'N', 'E', 'T', 'S', 'C', 'A', 'P', 'E', '2', '.', '0', 3, 1};
    for (int length = 0; length <= extension.length; length++) {
      ByteArrayOutputStream cut = new ByteArrayOutputStream();
      cut.writeBytes(gif.toByteArray());
      cut.write(extension, 0, length);

      StoredAnimation made = made(cut.toByteArray());

      assertThat(made.loops()).isEqualTo(1);
      assertThat(made.frames()).hasSize(2);
    }
  }

  @Test
  void endsAPngBeforeAGapInItsSequence() throws Exception {
    StoredAnimation moving = DrawnAnimations.movingSquare(30, 20, 6);
    byte[] png = PngAnimations.write(moving, 6, 4);

    ResizedImage image = service.resize(png, request(ImageFormat.PNG).build());

    assertThat(PngAnimations.read(image.toByteArray()).frames()).hasSize(4);
    assertThat(image.damage().orElseThrow().arrived()).isCloseTo(4.0 / 6, within(0.001));
    assertDamageIsRefused(png);
  }

  @Test
  void showsTheFramesThatThereAreWhereAPngClaimsMoreOrFewer() throws Exception {
    StoredAnimation moving = DrawnAnimations.movingSquare(30, 20, 5);

    assertThat(made(PngAnimations.write(moving, 90_000_000, -1)).frames()).hasSize(5);
    assertThat(made(PngAnimations.write(moving, 3, -1)).frames()).hasSize(3);
    assertDamageIsRefused(PngAnimations.write(moving, 90_000_000, -1));
  }

  @Test
  void endsAWebpBeforeAFrameThatLies() throws Exception {
    StoredAnimation moving = DrawnAnimations.movingSquare(40, 24, 5);
    byte[] intact = WebpAnimations.write(moving);
    int third = frameStart(intact, 2);
    int[][] lies = {{third + 6, 30}, {third + 9, 3}, {third, 200}, {third + 4, 1}};
    for (int[] lie : lies) {
      byte[] webp = intact.clone();
      webp[lie[0]] = (byte) lie[1];

      ResizedImage image = service.resize(webp, request(ImageFormat.PNG).build());

      assertThat(PngAnimations.read(image.toByteArray()).frames()).hasSize(2);
      assertThat(image.damage()).isPresent();
      assertDamageIsRefused(webp);
    }
  }

  /** Where the data of an ANMF chunk begin. */
  private static int frameStart(byte[] webp, int index) {
    int seen = 0;
    for (int at = 12; at < webp.length; ) {
      boolean frame =
          webp[at] == 'A' && webp[at + 1] == 'N' && webp[at + 2] == 'M' && webp[at + 3] == 'F';
      if (frame && seen++ == index) {
        return at + 8;
      }
      int length = (webp[at + 4] & 0xFF) | (webp[at + 5] & 0xFF) << 8 | (webp[at + 6] & 0xFF) << 16;
      at += 8 + length + (length & 1);
    }
    throw new AssertionError("no such frame");
  }

  private static void assertDamageIsRefused(byte[] original) {
    LocalResizeService strict = limitedTo(ResizeLimits.builder().onDamage(OnDamage.REFUSE).build());
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> strict.resize(original, request(ImageFormat.PNG).build()))
        .matches(e -> e.reason() == Reason.CORRUPT_IMAGE);
  }

  @Test
  void endsWellWhereverAnAnimationIsCutOffOrSpoiled() {
    StoredAnimation odd = DrawnAnimations.odd(12, 10, 4, 3, false);
    List<byte[]> files = new ArrayList<>();
    files.add(GifAnimations.write(odd));
    files.add(PngAnimations.write(odd));
    files.add(WebpAnimations.write(DrawnAnimations.odd(12, 10, 3, 3, true)));
    ImageRequest request = request(ImageFormat.GIF).width(6).build();
    for (byte[] file : files) {
      for (int at = 0; at < file.length; at += STEP) {
        assertEndsWell(Arrays.copyOf(file, at), request);
        byte[] spoiled = file.clone();
        spoiled[at] ^= (byte) 0x55;
        assertEndsWell(spoiled, request);
      }
    }
  }

  private void assertEndsWell(byte[] file, ImageRequest request) {
    try {
      assertThat(service.resize(file, request).length()).isPositive();
    } catch (ImageResizeException named) {
      assertThat(named.reason())
          .as(named.getMessage())
          .isIn(
              Reason.CORRUPT_IMAGE,
              Reason.UNSUPPORTED_IMAGE,
              Reason.SOURCE_TOO_LARGE,
              Reason.RESULT_TOO_LARGE);
    }
  }
}
