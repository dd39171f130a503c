package io.github.imageresize.internal.codec.gif;

import static io.github.imageresize.internal.codec.DecodedPictures.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.OnDamage;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.internal.codec.PiecewiseOutput;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GIF files that are odd, cut short or damaged are shown as browsers show them. */
class OddGifTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 32;

  private final DamageReport damage = new DamageReport(OnDamage.SHOW);

  private float[][][] decode(byte[] gif, DamageReport report) {
    try (GifDecoder decoder = GifDecoder.open(gif)) {
      return samples(
          decoder.decode(DecodeRequest.whole(decoder.header()).on(Deadline.NONE, report)));
    }
  }

  private void assertRefused(byte[] gif, OnDamage policy) {
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> decode(gif, new DamageReport(policy)))
        .withMessageContaining("GIF")
        .matches(e -> e.reason() == Reason.CORRUPT_IMAGE);
  }

  private static void write(ByteArrayOutputStream out, int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
  }

  private static ByteArrayOutputStream screen(int width, int height, int flags) {
    ByteArrayOutputStream gif = new ByteArrayOutputStream();
    write(gif, 'G', 'I', 'F', '8', '9', 'a', width, width >> 8, height, height >> 8, flags, 0, 0);
    return gif;
  }

  private static void frame(ByteArrayOutputStream gif, int x, int y, int w, int h, int flags) {
    write(gif, 0x2C, x, x >> 8, y, y >> 8, w, w >> 8, h, h >> 8, flags);
  }

  private static void pixels(ByteArrayOutputStream gif, int bits, byte[] indices) {
    PiecewiseOutput out = new PiecewiseOutput();
    GifPixelWriter writer = new GifPixelWriter(out, bits);
    writer.write(indices);
    writer.finish();
    gif.writeBytes(out.toByteArray());
  }

  /** Noise of 256 greys. */
  private static byte[] noise(boolean interlaced) {
    byte[] indices = new byte[WIDTH * HEIGHT];
    new Random(5).nextBytes(indices);
    ByteArrayOutputStream gif = screen(WIDTH, HEIGHT, 0x87);
    for (int i = 0; i < 256; i++) {
      write(gif, i, i, i);
    }
    frame(gif, 0, 0, WIDTH, HEIGHT, interlaced ? 0x40 : 0);
    pixels(gif, 8, indices);
    write(gif, 0x3B);
    return gif.toByteArray();
  }

  @Test
  void showsThePixelsThatArrivedAndLeavesTheOthersTransparent() {
    byte[] whole = noise(false);
    float[][][] all = decode(whole, damage);
    assertThat(damage.damage()).isEmpty();
    assertThat(all).hasDimensions(3, HEIGHT);
    byte[] cut = Arrays.copyOf(whole, 781 + (whole.length - 781) / 2);

    float[][][] shown = decode(cut, damage);

    int pixels = (int) Math.round(damage.damage().orElseThrow().arrived() * WIDTH * HEIGHT);
    assertThat(pixels).isBetween(WIDTH * HEIGHT * 4 / 10, WIDTH * HEIGHT * 6 / 10);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      assertThat(shown[3][y][x]).as("pixel %d", i).isEqualTo(i < pixels ? 255 : 0);
      assertThat(shown[0][y][x]).isEqualTo(i < pixels ? all[0][y][x] : 0);
    }
    assertRefused(cut, OnDamage.REFUSE);
  }

  @Test
  void showsTheRowsOfAnInterlacedFrameThatArrivedInPlaceOfThoseThatDidNot() {
    byte[] whole = noise(true);
    float[][][] all = decode(whole, damage);
    byte[] cut = Arrays.copyOf(whole, 781 + (whole.length - 781) / 2);

    float[][][] shown = decode(cut, damage);

    for (int y = 0; y < HEIGHT; y++) {
      if (y % 4 == 0) {
        assertThat(shown[0][y]).as("row %d", y).isEqualTo(all[0][y]);
      }
      assertThat(shown[3][y]).containsOnly(255);
    }
    assertThat(shown[0][29]).isEqualTo(all[0][28]);
  }

  @Test
  void showsWhatCameBeforeACodeThatCannotBe() {
    ByteArrayOutputStream gif = screen(2, 2, 0x80);
    write(gif, 10, 20, 30, 40, 50, 60);
    frame(gif, 0, 0, 2, 2, 0);
    write(gif, 2, 2, 0b01_000_100, 0b1111_1000, 0, 0x3B); // clear, 0, 1, then 4 bits of rubbish

    float[][][] shown = decode(gif.toByteArray(), damage);

    assertThat(damage.damage()).isPresent();
    assertThat(shown[0][0]).containsExactly(10, 40);
    assertThat(shown[3][1][1]).isZero();
  }

  @Test
  void refusesWhatHardlyArrived() {
    byte[] whole = noise(false);

    assertRefused(Arrays.copyOf(whole, 781 + 12 + (whole.length - 781) / 20), OnDamage.SHOW);
    assertRefused(Arrays.copyOf(whole, 785), OnDamage.SHOW);
    assertRefused(Arrays.copyOf(whole, 13), OnDamage.SHOW);
  }

  @Test
  void enlargesTheScreenToAFrameThatReachesBeyondIt() {
    ByteArrayOutputStream gif = screen(3, 9, 0x80);
    write(gif, 10, 20, 30, 40, 50, 60);
    frame(gif, 2, 1, 2, 2, 0);
    write(gif, 2, 3, 68, 2, 5, 0, 0x3B);

    float[][][] shown = decode(gif.toByteArray(), damage);

    assertThat(shown).hasDimensions(4, 9);
    assertThat(shown[0][0]).hasSize(4);
    assertThat(shown[0][1]).containsExactly(0, 0, 10, 40);
    assertThat(shown[3][1]).containsExactly(0, 0, 255, 255);
  }

  @Test
  void countsAFrameThatIsLargerThanItsScreen() {
    ByteArrayOutputStream gif = screen(1, 1, 0x80);
    write(gif, 10, 20, 30, 40, 50, 60);
    frame(gif, 0, 0, 65535, 65535, 0);
    write(gif, 2, 3, 68, 2, 5, 0, 0x3B);

    ImageHeader header = GifDecoder.open(gif.toByteArray()).header();

    assertThat(header.width()).isEqualTo(65535);
    assertThat(header.height()).isEqualTo(65535);
  }

  @Test
  void givesAFrameWithoutSidesThoseOfTheScreen() {
    ByteArrayOutputStream gif = screen(2, 2, 0x80);
    write(gif, 10, 20, 30, 40, 50, 60);
    frame(gif, 0, 0, 0, 0, 0);
    write(gif, 2, 3, 68, 2, 5, 0, 0x3B);

    assertThat(decode(gif.toByteArray(), damage)[0])
        .isDeepEqualTo(new float[][] {{10, 40}, {40, 10}});
  }

  @Test
  void paintsBlackAndWhiteWhereThereAreNoColours() {
    ByteArrayOutputStream gif = screen(2, 2, 0);
    frame(gif, 0, 0, 2, 2, 0);
    write(gif, 2, 3, 68, 2, 5, 0, 0x3B);

    assertThat(decode(gif.toByteArray(), damage)[1])
        .isDeepEqualTo(new float[][] {{0, 255}, {255, 0}});
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0A, 0x3B})
  void showsAnEmptyScreenWhereSomethingElseFollows(int introducer) {
    ByteArrayOutputStream gif = screen(7, 5, 0x0D);
    write(gif, introducer, 10);

    float[][][] shown = decode(gif.toByteArray(), damage);

    assertThat(shown[3]).isDeepEqualTo(new float[5][7]);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void showsAnEmptyScreenWhereTheTrailerFollowsAtOnce(boolean control) {
    ByteArrayOutputStream gif = screen(7, 5, 0x80);
    write(gif, 10, 20, 30, 40, 50, 60);
    if (control) {
      write(gif, 0x21, 0xF9, 4, 0, 0, 0, 0, 0);
    }
    byte[] unended = gif.toByteArray();
    write(gif, 0x3B);

    assertThat(decode(gif.toByteArray(), damage)[3]).isDeepEqualTo(new float[5][7]);
    assertRefused(unended, OnDamage.SHOW);
  }

  /** Appendix F wants 2 there, as codes of 2 bits leave no room for the first one that is added. */
  @Test
  void readsCodesThatBeginWithTwoBits() {
    ByteArrayOutputStream gif = screen(3, 2, 0x80);
    write(gif, 10, 20, 30, 40, 50, 60);
    frame(gif, 0, 0, 3, 2, 0);
    write(gif, 1, 2, 0x12, 0x72, 0, 0x3B); // of 2 bits: clear, 0; of 3 bits: 1, 4, 4, end

    assertThat(decode(gif.toByteArray(), damage)[0])
        .isDeepEqualTo(new float[][] {{10, 40, 10}, {40, 10, 40}});
    assertThat(damage.damage()).isEmpty();
  }

  @Test
  void looksAtNothingBehindTheFirstFrame() {
    byte[] whole = noise(false);
    byte[] junk = Arrays.copyOf(whole, whole.length + 5000);
    Arrays.fill(junk, whole.length - 1, junk.length, (byte) 0x2C);

    float[][][] shown = decode(junk, damage);

    assertThat(damage.damage()).isEmpty();
    assertThat(shown).isDeepEqualTo(decode(whole, damage));
  }

  @Test
  void endsAtItsDeadline() {
    ByteArrayOutputStream gif = screen(6_000, 6_000, 0x80);
    write(gif, 10, 20, 30, 40, 50, 60);
    frame(gif, 0, 0, 6_000, 6_000, 0);
    pixels(gif, 1, new byte[20_000_000]);
    GifDecoder decoder = GifDecoder.open(gif.toByteArray());
    Deadline passed = Deadline.after(Duration.ofNanos(1), Clock.systemUTC());
    DamageReport any = new DamageReport(OnDamage.SHOW, 0);

    long start = System.nanoTime();
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(
            () ->
                samples(
                    decoder.decode(
                        new DecodeRequest(0, 3_000, 10, 10, 1, 1, false).on(passed, any))))
        .matches(e -> e.reason() == Reason.TIMEOUT);
    assertThat(System.nanoTime() - start).isLessThan(2_500_000_000L);
  }
}
