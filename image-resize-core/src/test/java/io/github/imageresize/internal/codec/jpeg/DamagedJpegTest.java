package io.github.imageresize.internal.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is done to a file, it ends in a picture or in one of the two reasons; with more damage:
 * {@code -Ddamage.changes=5} and {@code -Ddamage.rounds=20000}.
 */
class DamagedJpegTest {
  /** In how many ways each byte is changed; the next byte in others. */
  private static final int CHANGES = Integer.getInteger("damage.changes", 1);

  private static final int ROUNDS = Integer.getInteger("damage.rounds", 500);

  /** What a host's limit on pixels lets through. */
  private static final long MOST_PIXELS = 1_000_000;

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("baseline", Drawings.baseline420(33, 25)),
        Arguments.of("progressive", Drawings.progressive420(33, 25)),
        Arguments.of("grey", Drawings.grey(19, 40)),
        Arguments.of("restarts", RestartIntervals.insert(Drawings.grey(64, 40))),
        Arguments.of("separate scans", SeparateScans.drawn444(17, 21)));
  }

  static Stream<Arguments> largerFiles() {
    return Stream.of(
        Arguments.of("baseline", Drawings.baseline420(640, 480)),
        Arguments.of("progressive", Drawings.progressive420(640, 480)),
        Arguments.of("restarts", RestartIntervals.drawn420(640, 480, false)),
        Arguments.of("progressive with restarts", RestartIntervals.drawn420(640, 480, true)),
        Arguments.of("separate scans", SeparateScans.drawn444(640, 480)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void survivesEveryPrefix(String name, byte[] jpeg) {
    for (int length = 0; length < jpeg.length; length++) {
      decode(Arrays.copyOf(jpeg, length));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void survivesEveryChangeOfAByte(String name, byte[] jpeg) {
    for (int at = 0; at < jpeg.length; at++) {
      int[] changes = {0x01, 0x80, 0xFF, jpeg[at] & 0xFF, ~jpeg[at] & 0xFF};
      for (int change = 0; change < CHANGES; change++) {
        byte[] changed = jpeg.clone();
        changed[at] ^= (byte) changes[(at + change) % changes.length];
        decode(changed);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void survivesManyChangesAtOnce(String name, byte[] jpeg) {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = jpeg.clone();
      for (int i = random.nextInt(12); i >= 0; i--) {
        int at = random.nextInt(changed.length);
        if (random.nextBoolean()) {
          changed[at] = (byte) random.nextInt();
        } else {
          int length = random.nextInt(changed.length - at);
          int from = random.nextInt(changed.length - length);
          System.arraycopy(changed, from, changed, at, length);
        }
      }
      decode(changed);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("largerFiles")
  void survivesSomePrefixesOfALargerFile(String name, byte[] jpeg) {
    Random random = new Random(11);
    for (int round = 0; round < 10; round++) {
      decode(Arrays.copyOf(jpeg, random.nextInt(jpeg.length)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("largerFiles")
  void survivesSomeChangesOfAByteOfALargerFile(String name, byte[] jpeg) {
    Random random = new Random(12);
    for (int round = 0; round < 20; round++) {
      byte[] changed = jpeg.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      decode(changed);
    }
  }

  private static void decode(byte[] jpeg) {
    for (double reduction : new double[] {1, 3.5, 20}) {
      try {
        JpegDecoder decoder = JpegDecoder.open(jpeg);
        ImageHeader header = decoder.header();
        if ((long) header.width() * header.height() > MOST_PIXELS) {
          return;
        }
        int width = header.width();
        int height = header.height();
        Drawings.read(
            decoder.decode(
                DamageTolerance.ANY.in(
                    new DecodeRequest(
                        width / 3,
                        height / 3,
                        width - width / 3,
                        height - height / 3,
                        reduction,
                        reduction,
                        true))));
      } catch (ImageResizeException e) {
        assertThat(e.reason()).isIn(Reason.CORRUPT_IMAGE, Reason.UNSUPPORTED_IMAGE);
      }
    }
  }
}
