package io.github.imageresize.internal.codec.webp;

import static io.github.imageresize.internal.codec.DecodedPictures.assertEndsWell;
import static io.github.imageresize.internal.codec.DecodedPictures.decode;
import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.image;
import static io.github.imageresize.internal.codec.DecodedPictures.psnr;
import static io.github.imageresize.internal.codec.DecodedPictures.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.OnDamage;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.local.DeadlineWatch;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebpCodecTest {
  private static final EncodeRequest PLAIN = EncodeRequest.builder(90).build();
  private final Optional<LibWebp> libwebp = Optional.of(new LibWebp());
  private final WebpEncoder encoder = new WebpEncoder(libwebp.orElseThrow());

  private float[][][] planes(int width, int height, boolean alpha) {
    float[][][] planes = samples(drawn(width, height, BufferedImage.TYPE_INT_RGB), alpha);
    if (alpha) {
      for (int x = 0; x < width / 2; x++) {
        planes[3][height / 2][x] = x;
      }
    }
    return planes;
  }

  private byte[] encoded(int width, int height, boolean alpha) {
    return encoder.encode(image(ColorModel.RGB, alpha, planes(width, height, alpha)), PLAIN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writesAndReads(boolean alpha) {
    byte[] webp = encoded(123, 77, alpha);

    WebpDecoder decoder = WebpDecoder.open(webp, libwebp);

    assertThat(decoder.header().width()).isEqualTo(123);
    assertThat(decoder.header().height()).isEqualTo(77);
    assertThat(decoder.header().alpha()).isEqualTo(alpha);
    float[][][] decoded = decode(decoder);
    assertThat(psnr(decoded, planes(123, 77, alpha))).isGreaterThan(32);
    if (alpha) {
      assertThat(decoded[3]).isDeepEqualTo(planes(123, 77, true)[3]);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsWithoutLibwebpToo(boolean alpha) {
    byte[] webp = encoded(123, 77, alpha);

    float[][][] decoded = decode(WebpDecoder.open(webp, Optional.empty()));

    assertThat(psnr(decoded, decode(WebpDecoder.open(webp, libwebp)))).isGreaterThan(32);
  }

  @Test
  void writesGrey() {
    float[][][] grey = new float[1][20][20];
    Arrays.fill(grey[0][3], 200);

    byte[] webp = encoder.encode(image(ColorModel.GREY, false, grey), PLAIN);

    float[][][] decoded = decode(WebpDecoder.open(webp, libwebp));
    assertThat(psnr(decoded, new float[][][] {grey[0], grey[0], grey[0]})).isGreaterThan(26);
  }

  @Test
  void writesSmallerFilesAtLowerQuality() {
    PlanarImage low = image(ColorModel.RGB, false, planes(200, 200, false));
    assertThat(encoder.encode(low, EncodeRequest.builder(10).build()).length)
        .isLessThan(encoded(200, 200, false).length);
  }

  @Test
  void decodesSmallerWhereThePictureIsReducedFar() {
    WebpDecoder decoder = WebpDecoder.open(encoded(400, 300, false), libwebp);

    PlanarImage image = decoder.decode(new DecodeRequest(0, 0, 400, 300, 8, 8, false));

    Plane red = image.planes().get(0);
    assertThat(red.rows().width()).isEqualTo(100);
    assertThat(red.rows().height()).isEqualTo(75);
    assertThat(red.samplesPerPixelX()).isEqualTo(0.25);
    float[][][] whole = decode(WebpDecoder.open(encoded(400, 300, false), libwebp));
    assertThat(samples(image)[2][37][50]).isCloseTo(whole[2][150][202], within(8));
  }

  private static Offset<Float> within(float most) {
    return Offset.offset(most);
  }

  @Test
  void decodesARegionFromEvenEdges() {
    byte[] webp = encoded(100, 80, false);
    WebpDecoder decoder = WebpDecoder.open(webp, libwebp);

    PlanarImage image = decoder.decode(new DecodeRequest(31, 21, 40, 30, 1, 1, false));

    assertThat(image.planes().get(0).originX()).isEqualTo(30);
    assertThat(image.planes().get(0).originY()).isEqualTo(20);
    float[][][] whole = decode(WebpDecoder.open(webp, libwebp));
    assertThat(samples(image)[1][10][20]).isCloseTo(whole[1][30][50], within(6));
  }

  @Test
  void keepsCopyrightAndArtist() {
    var request = EncodeRequest.builder(80).copyright("© Someone").artist("Čapek").build();
    for (boolean alpha : new boolean[] {false, true}) {
      PlanarImage image = image(ColorModel.RGB, alpha, planes(33, 22, alpha));

      WebpDecoder decoder = WebpDecoder.open(encoder.encode(image, request), libwebp);

      ImageHeader header = decoder.header();
      assertThat(header.copyright()).isEqualTo("© Someone");
      assertThat(header.artist()).isEqualTo("Čapek");
      assertThat(psnr(decode(decoder), planes(33, 22, alpha))).isGreaterThan(26);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void showsTheFirstFrameOfAnAnimationOnItsCanvas(boolean alpha) {
    byte[] still = encoded(40, 30, alpha);
    byte[] webp = animated(still, 50, 36, 4, 6);
    for (Optional<LibWebp> library : List.of(libwebp, Optional.<LibWebp>empty())) {
      WebpDecoder decoder = WebpDecoder.open(webp, library);

      assertThat(decoder.header().width()).isEqualTo(50);
      assertThat(decoder.header().frames()).as("those that are decoded").isEqualTo(2);
      float[][][] decoded = decode(decoder);
      assertThat(decoded[3][5][10]).isZero();
      assertThat(decoded[3][6][30]).isEqualTo(255);
      float[][][] alone = decode(WebpDecoder.open(still, library));
      assertThat(decoded[0][6 + 3][4 + 20]).isEqualTo(alone[0][3][20]);
    }
  }

  /** Two frames of the same picture, at an even place. */
  private static byte[] animated(byte[] still, int width, int height, int x, int y) {
    return animated(still, width, height, x, y, 2);
  }

  private static byte[] animated(byte[] still, int width, int height, int x, int y, int frames) {
    int from = still[15] == 'X' ? 30 : 12;
    ByteBuffer out =
        ByteBuffer.allocate(30 + 2 * (24 + still.length)).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF----WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x12);
    putInt24(out, width - 1);
    putInt24(out, height - 1);
    for (int i = 0; i < frames; i++) {
      out.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt(16 + still.length - from);
      putInt24(out, x / 2);
      putInt24(out, y / 2);
      putInt24(out, 39);
      putInt24(out, 29);
      out.putInt(100).put(still, from, still.length - from);
    }
    out.putInt(4, out.position() - 8);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void putInt24(ByteBuffer out, int value) {
    out.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }

  private static float[][][] decodeFrom(byte[] webp, LibWebp library, DamageReport damage, int y) {
    try (WebpDecoder decoder = WebpDecoder.open(webp, Optional.of(library))) {
      ImageHeader header = decoder.header();
      return samples(
          decoder.decode(
              new DecodeRequest(0, y, header.width(), header.height() - y, 1, 1, false)
                  .on(Deadline.NONE, damage)));
    }
  }

  /** Noise, so that the file is cut where the pixels are cut. */
  private byte[] noise(boolean alpha) {
    float[][][] planes = new float[alpha ? 4 : 3][160][200];
    Random random = new Random(4);
    for (float[][] plane : planes) {
      for (float[] row : plane) {
        for (int x = 0; x < row.length; x++) {
          row[x] = plane == planes[planes.length - 1] && alpha ? 255 - x : random.nextInt(256);
        }
      }
    }
    return encoder.encode(image(ColorModel.RGB, alpha, planes), PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossy", "lossy with alpha", "lossless", "animated"})
  void showsTheRowsThatArrivedAndLeavesTheOthersTransparent(String kind) {
    byte[] whole =
        switch (kind) {
          case "lossless" -> LosslessWebp.noise(200, 160);
          case "animated" -> animated(noise(false), 200, 160, 0, 0, 1);
          default -> noise(kind.endsWith("alpha"));
        };
    byte[] cut = Arrays.copyOf(whole, whole.length * 3 / 4);
    DamageReport damage = new DamageReport(OnDamage.SHOW);
    DamageReport none = new DamageReport(OnDamage.REFUSE);
    float[][][] all = decodeFrom(whole, libwebp.orElseThrow(), none, 0);

    float[][][] shown = decodeFrom(cut, libwebp.orElseThrow(), damage, 0);

    assertThat(none.damage()).isEmpty();
    int rows = (int) Math.round(damage.damage().orElseThrow().arrived() * 160);
    assertThat(rows).isBetween(80, 125);
    for (int y = 0; y < rows - 16; y++) {
      assertThat(shown[1][y]).as("row %d", y).isEqualTo(all[1][y]);
    }
    assertThat(shown[3][rows - 17][0]).isEqualTo(255);
    assertThat(shown[3][159]).containsOnly(0);
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> decodeFrom(cut, libwebp.orElseThrow(), none, 0))
        .withMessageContaining("WebP")
        .matches(e -> e.reason() == Reason.CORRUPT_IMAGE);
  }

  @Test
  void tellsOfARegionHowMuchOfThePictureArrived() {
    byte[] whole = LosslessWebp.noise(200, 160);
    byte[] cut = Arrays.copyOf(whole, whole.length * 3 / 4);
    DamageReport damage = new DamageReport(OnDamage.SHOW);

    decodeFrom(cut, libwebp.orElseThrow(), damage, 60);

    assertThat(damage.damage().orElseThrow().arrived()).isBetween(0.6, 0.76);
  }

  @Test
  void refusesWhatHardlyArrived() {
    byte[] webp = LosslessWebp.noise(200, 160);
    for (int length : new int[] {webp.length / 12, 30, 25}) {
      byte[] little = Arrays.copyOf(webp, length);
      assertThatExceptionOfType(ImageResizeException.class)
          .isThrownBy(() -> decode(WebpDecoder.open(little, libwebp)))
          .matches(e -> e.reason() == Reason.CORRUPT_IMAGE);
    }
  }

  @Test
  void countsNativeMemoryOfAPlainLosslessPicture() {
    byte[] webp = LosslessWebp.plain(16_383, 6103);
    WebpDecoder decoder = WebpDecoder.open(webp, libwebp);
    DecodeRequest small = new DecodeRequest(0, 0, 16_383, 6103, 100, 100, false);

    assertThat(webp.length).isLessThan(64);
    assertThat(decoder.memoryNeeded(small)).isGreaterThan(4L * 16_383 * 6103);
  }

  @Test
  void beginsNothingThatItCannotFinishInTime() {
    Deadline soon = Deadline.after(Duration.ofMillis(100), Clock.systemUTC());
    DamageReport damage = new DamageReport(OnDamage.SHOW);
    WebpDecoder decoder = WebpDecoder.open(LosslessWebp.plain(16_383, 6103), libwebp);
    DecodeRequest corner = new DecodeRequest(0, 0, 8, 8, 1, 1, false).on(soon, damage);
    float[][][] plane = new float[1][4000][4000];
    EncodeRequest request = EncodeRequest.builder(80).deadline(soon).build();

    long start = System.nanoTime();
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> decoder.decode(corner))
        .matches(e -> e.reason() == Reason.TIMEOUT);
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> encoder.encode(image(ColorModel.GREY, false, plane), request))
        .matches(e -> e.reason() == Reason.TIMEOUT);
    assertThat(System.nanoTime() - start).isLessThan(2_500_000_000L);
  }

  @Test
  void beginsNothingThatItCannotFinishInTimeWithoutLibwebp() {
    Deadline soon = Deadline.after(Duration.ofSeconds(1), new DeadlineWatch());
    WebpDecoder decoder = WebpDecoder.open(LosslessWebp.plain(16_383, 6103), Optional.empty());
    DecodeRequest corner =
        new DecodeRequest(0, 0, 8, 8, 1, 1, false).on(soon, new DamageReport(OnDamage.SHOW));

    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> decoder.decode(corner))
        .matches(e -> e.reason() == Reason.TIMEOUT);
  }

  @Test
  void keepsTheDeadlineWithoutLibwebp() {
    byte[] webp = LosslessWebp.noise(900, 700);
    DeadlineWatch watch = new DeadlineWatch();

    watch.assertKept(
        () -> {
          WebpDecoder decoder = WebpDecoder.open(webp, Optional.empty());
          Deadline deadline = Deadline.after(Duration.ofHours(1), watch);
          decoder.decode(
              DecodeRequest.whole(decoder.header()).on(deadline, new DamageReport(OnDamage.SHOW)));
        });
  }

  @Test
  void refusesSidesThatTheFormatCannotHold() {
    PlanarImage wide = image(ColorModel.GREY, false, new float[1][1][16_384]);

    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> encoder.encode(wide, PLAIN))
        .matches(e -> e.reason() == Reason.RESULT_TOO_LARGE);
  }

  @Test
  void survivesDamage() {
    byte[] intact = animated(encoded(8, 8, true), 10, 10, 0, 2);
    for (int i = 0; i < intact.length; i++) {
      byte[] flipped = intact.clone();
      flipped[i] ^= (byte) 0xFF;
      byte[] truncated = Arrays.copyOf(intact, i);
      for (Optional<LibWebp> library : List.of(libwebp, Optional.<LibWebp>empty())) {
        assertEndsWell(flipped, bytes -> WebpDecoder.open(bytes, library));
        assertEndsWell(truncated, bytes -> WebpDecoder.open(bytes, library));
      }
    }
  }
}
