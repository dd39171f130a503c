package io.github.imageresize.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code java.util.zip} inflates is what was given, its checksum included. */
class DeflatedStreamTest {
  @ParameterizedTest
  @EnumSource
  void isInflatedByZlib(InflatedStreamTest.Kind kind) throws Exception {
    for (int length : new int[] {0, 1, 2, 3, 4, 5, 10, 300, 32_768, 65_535, 98_305, 400_000}) {
      byte[] data = InflatedStreamTest.data(kind, length);

      assertThat(inflated(deflated(data, length))).as("of %d", length).isEqualTo(data);
      assertThat(inflated(deflated(DeflatedStream.ofFilteredRows(), data, length)))
          .as("of rows of %d", length)
          .isEqualTo(data);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isHardlyLargerThanZlibsFastLevel(InflatedStreamTest.Kind kind) {
    byte[] data = InflatedStreamTest.data(kind, 200_000);
    byte[] zlibs = InflatedStreamTest.deflated(data, 1, Deflater.DEFAULT_STRATEGY);

    assertThat(deflated(data, 3).length).isLessThan(zlibs.length * 21 / 20 + 32);
  }

  @Test
  void takesFixedCodesForWhatIsShort() {
    assertThat(deflated(new byte[] {1, 2, 3}, 1)).hasSizeLessThan(13);
  }

  @Test
  void rowsOfSmallDifferencesAreNoLargerThanWithShorterMatches() {
    Random random = new Random(4);
    byte[] differences = new byte[300_000];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = (byte) Math.round(2.5 * random.nextGaussian());
    }

    byte[] asRows = deflated(DeflatedStream.ofFilteredRows(), differences, 5);

    assertThat(asRows.length).isLessThan(deflated(differences, 5).length);
  }

  private static byte[] deflated(byte[] data, long seed) {
    return deflated(DeflatedStream.ofBytes(), data, seed);
  }

  /** Given by pieces, and taken by pieces. */
  private static byte[] deflated(DeflatedStream stream, byte[] data, long seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int done = 0;
    while (done < data.length) {
      int some = Math.min(data.length - done, 1 + random.nextInt(150_000));
      stream.write(data, done, some);
      done += some;
      if (random.nextBoolean()) {
        out.write(stream.array(), 0, stream.length());
        stream.clear();
      }
    }
    stream.finish();
    out.write(stream.array(), 0, stream.length());
    return out.toByteArray();
  }

  private static byte[] inflated(byte[] zlib) throws Exception {
    Inflater inflater = new Inflater();
    inflater.setInput(zlib);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] some = new byte[1 << 16];
    for (int n = inflater.inflate(some); n > 0; n = inflater.inflate(some)) {
      out.write(some, 0, n);
    }
    assertThat(inflater.finished()).isTrue();
    assertThat(inflater.getRemaining()).isZero();
    inflater.end();
    return out.toByteArray();
  }
}
