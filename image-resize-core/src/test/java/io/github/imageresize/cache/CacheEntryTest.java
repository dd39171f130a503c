package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Damage;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CacheEntryTest {
  private static final Instant FRESH_UNTIL = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final Instant USABLE_UNTIL = Instant.ofEpochMilli(1_800_000_000_456L);

  private static final Instant MODIFIED = Instant.ofEpochMilli(784_111_777_000L);

  private static final String GOLDEN_IMAGE =
      "49524345"
          + "03"
          + "0000003e"
          + "a7ac99cb"
          + "0000018bcfe5687b"
          + "000001a3185c51c8"
          + "00"
          + "00044a504547"
          + "0000012c000000c8"
          + "0005c3a9746167"
          + "000000b690b434e8"
          + "616263";

  private final CacheEntry image = CacheEntry.ofImage(made("abc"), FRESH_UNTIL, USABLE_UNTIL);
  private final CacheEntry failure =
      CacheEntry.ofFailure(
          new ImageResizeException(Reason.SOURCE_NOT_FOUND, "no /a.jpg", new Exception("cause"))
              .withPublicMessage("Nothing there."),
          USABLE_UNTIL);

  private static ResizedImage made(String bytes) {
    return ResizedImage.wrap(
            bytes.getBytes(StandardCharsets.UTF_8),
            ImageFormat.JPEG,
            300,
            200,
            "\u00e9tag",
            ResizedImage.Origin.LOCAL)
        .withSourceModified(MODIFIED);
  }

  @Test
  void writesTheDocumentedBytes() {
    assertThat(HexFormat.of().formatHex(image.toBytes())).isEqualTo(GOLDEN_IMAGE);
  }

  @Test
  void readsAnImageBack() {
    CacheEntry read = CacheEntry.fromBytes(image.toBytes()).orElseThrow();

    ResizedImage readImage = read.image().orElseThrow();
    assertThat(readImage.toByteArray()).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
    assertThat(readImage.format()).isEqualTo(ImageFormat.JPEG);
    assertThat(readImage.width()).isEqualTo(300);
    assertThat(readImage.height()).isEqualTo(200);
    assertThat(readImage.sourceVersion()).isEqualTo("\u00e9tag");
    assertThat(readImage.sourceModified()).contains(MODIFIED);
    assertThat(readImage.origin()).isEqualTo(ResizedImage.Origin.CACHE);
    assertThat(readImage.isProvisional()).isFalse();
    assertThat(read.freshUntil()).isEqualTo(FRESH_UNTIL);
    assertThat(read.usableUntil()).isEqualTo(USABLE_UNTIL);
    assertThat(read.imageLength()).isEqualTo(3);
  }

  @Test
  void readsBackThatTheLastChangeIsNotKnown() {
    ResizedImage undated = made("abc").withSourceModified(Instant.MAX);
    CacheEntry entry = CacheEntry.ofImage(undated, FRESH_UNTIL, USABLE_UNTIL);

    ResizedImage read = CacheEntry.fromBytes(entry.toBytes()).orElseThrow().image().orElseThrow();

    assertThat(read.sourceModified()).isEmpty();
    assertThat(read.toByteArray()).isEqualTo(made("abc").toByteArray());
  }

  @Test
  void readsAProvisionalImageBack() {
    CacheEntry provisional =
        CacheEntry.ofImage(made("abc").asProvisional(), FRESH_UNTIL, USABLE_UNTIL);

    assertThat(provisional.image().orElseThrow().isProvisional()).isTrue();
    CacheEntry read = CacheEntry.fromBytes(provisional.toBytes()).orElseThrow();
    assertThat(read.image().orElseThrow().isProvisional()).isTrue();
  }

  @Test
  void readsTheDamageOfAnOriginalBack() {
    Damage damage = new Damage(0.4375, "rows are missing \u2013 many");
    CacheEntry damaged =
        CacheEntry.ofImage(made("abc").withDamage(damage), FRESH_UNTIL, USABLE_UNTIL);

    ResizedImage read = CacheEntry.fromBytes(damaged.toBytes()).orElseThrow().image().orElseThrow();

    assertThat(read.damage()).contains(damage);
    assertThat(read.isProvisional()).isTrue();
    assertThat(read.width()).isEqualTo(made("abc").width());
    assertThat(read.toByteArray()).isEqualTo(made("abc").toByteArray());
  }

  @ParameterizedTest
  @EnumSource
  void readsEachReasonBack(Reason reason) {
    ImageResizeException failed = new ImageResizeException(reason, "why \u2013 exactly");
    CacheEntry entry = CacheEntry.ofFailure(failed, USABLE_UNTIL);

    ImageResizeException read =
        CacheEntry.fromBytes(entry.toBytes()).orElseThrow().failure().orElseThrow();

    assertThat(read.reason()).isEqualTo(reason);
    assertThat(read).hasMessage("why \u2013 exactly");
    assertThat(read.publicMessage()).isEqualTo(failed.publicMessage());
  }

  @ParameterizedTest
  @EnumSource
  void readsOnWhatAFailureRests(Basis basis) {
    ImageResizeException failed = new ImageResizeException(Reason.TIMEOUT, "why").withBasis(basis);
    CacheEntry entry = CacheEntry.ofFailure(failed, USABLE_UNTIL);

    assertThat(entry.failure().orElseThrow().basis()).isEqualTo(basis);
    CacheEntry read = CacheEntry.fromBytes(entry.toBytes()).orElseThrow();
    assertThat(read.failure().orElseThrow().basis()).isEqualTo(basis);
  }

  @Test
  void isNoEntryWithABasisThatIsNotKnownHere() {
    String bytes = new String(failure.toBytes(), StandardCharsets.ISO_8859_1);
    String foreign = bytes.replace("ORIGINAL", "ORIGINAL".toLowerCase(Locale.ROOT));
    assertThat(foreign).isNotEqualTo(bytes);

    assertThat(CacheEntry.fromBytes(withChecksum(foreign.getBytes(StandardCharsets.ISO_8859_1))))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void readsEachFormatBack(ImageFormat format) {
    ResizedImage made =
        ResizedImage.wrap(new byte[1], format, 1, 1, "", ResizedImage.Origin.REMOTE);
    CacheEntry entry = CacheEntry.ofImage(made, FRESH_UNTIL, USABLE_UNTIL);

    CacheEntry read = CacheEntry.fromBytes(entry.toBytes()).orElseThrow();

    assertThat(read.image().orElseThrow().format()).isEqualTo(format);
  }

  @Test
  void keepsOfAFailureOnlyTheWords() {
    ImageResizeException remembered = failure.failure().orElseThrow();

    assertThat(remembered.reason()).isEqualTo(Reason.SOURCE_NOT_FOUND);
    assertThat(remembered).hasMessage("no /a.jpg");
    assertThat(remembered.publicMessage()).isEqualTo("Nothing there.");
    assertThat(remembered).hasRootCauseInstanceOf(ImageResizeException.class);
    assertThat(failure.failure().orElseThrow()).isNotSameAs(remembered);
    assertThat(failure.image()).isEmpty();
    assertThat(failure.imageLength()).isZero();
  }

  @Test
  void cutsAMessageOfUnboundedLength() {
    String endless = "x".repeat(1_000_000);
    CacheEntry entry =
        CacheEntry.ofFailure(
            new ImageResizeException(Reason.CORRUPT_IMAGE, endless).withPublicMessage(endless),
            USABLE_UNTIL);

    assertThat(entry.toBytes()).hasSizeLessThan(3000);
    assertThat(CacheEntry.fromBytes(entry.toBytes())).isPresent();
  }

  @Test
  void isFreshAndUsableUntilItsInstants() {
    assertThat(image.isFresh(FRESH_UNTIL.minusMillis(1))).isTrue();
    assertThat(image.isFresh(FRESH_UNTIL)).isFalse();
    assertThat(image.isUsable(USABLE_UNTIL.minusMillis(1))).isTrue();
    assertThat(image.isUsable(USABLE_UNTIL)).isFalse();
  }

  @Test
  void isNoEntryWithAnyBitFlipped() {
    for (CacheEntry entry : Arrays.asList(image, failure)) {
      byte[] bytes = entry.toBytes();
      for (int bit = 0; bit < 8 * bytes.length; bit++) {
        byte[] damaged = bytes.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(CacheEntry.fromBytes(damaged)).as("bit %d flipped", bit).isEmpty();
      }
    }
  }

  @Test
  void isNoEntryWhenCutOrLengthened() {
    for (CacheEntry entry : Arrays.asList(image, failure)) {
      byte[] bytes = entry.toBytes();
      for (int length = 0; length <= bytes.length + 5; length++) {
        if (length != bytes.length) {
          assertThat(CacheEntry.fromBytes(Arrays.copyOf(bytes, length)))
              .as("%d of %d bytes", length, bytes.length)
              .isEmpty();
        }
      }
    }
  }

  @Test
  void isNoEntryWhenAnotherVersionWroteIt() {
    byte[] future = image.toBytes();
    future[4] = CacheEntry.FORMAT_VERSION + 1;

    assertThat(CacheEntry.fromBytes(future)).isEmpty();
  }

  @Test
  void isNoEntryWhenForeign() {
    assertThat(CacheEntry.fromBytes(new byte[0])).isEmpty();
    assertThat(CacheEntry.fromBytes("a text".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(CacheEntry.fromBytes(new byte[1000])).isEmpty();
    Random random = new Random(11);
    for (int round = 0; round < 2000; round++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      assertThat(CacheEntry.fromBytes(noise)).isEmpty();
    }
  }

  /** A checksum that fits proves nothing of who wrote the bytes. */
  @Test
  void isNoEntryWhenTheContentIsNonsenseUnderAFittingChecksum() {
    Random random = new Random(12);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = (round % 2 == 0 ? image : failure).toBytes();
      int at = 29 + random.nextInt(bytes.length - 29);
      bytes[at] = (byte) random.nextInt();
      CacheEntry.fromBytes(withChecksum(bytes))
          .ifPresent(
              entry ->
                  assertThat(entry.image().isPresent()).isNotEqualTo(entry.failure().isPresent()));
    }
    byte[] unknownKind = image.toBytes();
    unknownKind[29] = 9;
    assertThat(CacheEntry.fromBytes(withChecksum(unknownKind))).isEmpty();
    byte[] unknownFormat = image.toBytes();
    unknownFormat[32] = 'X';
    assertThat(CacheEntry.fromBytes(withChecksum(unknownFormat))).isEmpty();
  }

  private static byte[] withChecksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 13, bytes.length - 13);
    java.nio.ByteBuffer.wrap(bytes).putInt(9, (int) crc.getValue());
    return bytes;
  }

  @Test
  void isReadWhereItFollowsSomethingElse() {
    byte[] form = image.toBytes();
    byte[] longer = new byte[form.length + 7];
    System.arraycopy(form, 0, longer, 7, form.length);

    CacheEntry read = CacheEntry.fromBytes(longer, 7).orElseThrow();

    assertThat(read.image().orElseThrow().toByteArray())
        .isEqualTo(image.image().orElseThrow().toByteArray());
    assertThat(CacheEntry.fromBytes(longer, 6)).isEmpty();
    assertThat(CacheEntry.fromBytes(longer, longer.length)).isEmpty();
    assertThatThrownBy(() -> CacheEntry.fromBytes(longer, longer.length + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
