package io.github.imageresize.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code java.util.zip} is the reference, on what is well-formed and on what is not. */
class InflatedStreamTest {
  /** Kinds of data that lead to kinds of blocks and copies of their own. */
  enum Kind {
    EMPTY,
    ZEROS,
    NOISE,
    SKEWED_NOISE,
    GRADIENT,
    SHORT_PERIODS,
    FAR_REPETITIONS,
    LONG_CODES
  }

  @ParameterizedTest
  @EnumSource
  void inflatesWhatZlibDeflates(Kind kind) {
    byte[] data = data(kind, 150_000);
    for (int strategy :
        new int[] {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
      for (int level : new int[] {0, 1, 6}) {
        InflationComparison.check(deflated(data, level, strategy), 31L * level + strategy);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void inflatesFixedCodes(Kind kind) {
    // Zlib takes them for data that are short.
    for (int length = 0; length < 60; length += 3) {
      InflationComparison.check(deflated(data(kind, length), 9, Deflater.DEFAULT_STRATEGY), length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesWhatStandsBeforeTheEndOfDataThatAreCutOff(Kind kind) {
    byte[] zlib = deflated(data(kind, 20_000), 6, Deflater.DEFAULT_STRATEGY);
    Random random = new Random(5);
    for (int i = 0; i < 15; i++) {
      InflationComparison.check(Arrays.copyOf(zlib, random.nextInt(zlib.length + 1)), i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesWhatStandsBeforeDamage(Kind kind) {
    for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY}) {
      byte[] zlib = deflated(data(kind, 20_000), 6, strategy);
      Random random = new Random(7);
      for (int i = 0; i < 30; i++) {
        byte[] damaged = zlib.clone();
        // Most of them in the codes' description.
        int at = random.nextInt(i % 2 == 0 ? damaged.length : Math.min(80, damaged.length));
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        InflationComparison.check(damaged, i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void refusesNoiseAsZlibDoes(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 250; i++) {
      byte[] noise = new byte[4 + random.nextInt(120)];
      random.nextBytes(noise);
      noise[0] = 0x78;
      noise[1] = (byte) 0x9C;
      noise[2] = (byte) (noise[2] & ~6 | (i % 3) << 1);
      InflationComparison.check(noise, i);
    }
  }

  @Test
  void looksAtTheDeadlineBetweenBlocksThatAreEmpty() {
    // A block of fixed codes that is empty and not the last has ten bits, five blocks fill words.
    byte[] empties = new byte[1 << 20];
    empties[0] = 0x78;
    empties[1] = (byte) 0x9C;
    for (int bit = 16; bit + 10 <= 8 * empties.length; bit += 10) {
      empties[(bit + 1) / 8] |= (byte) (1 << (bit + 1) % 8);
    }
    Instant[] now = {Instant.EPOCH};
    Deadline deadline =
        Deadline.after(
            Duration.ofSeconds(1),
            () -> {
              now[0] = now[0].plusMillis(1);
              return now[0];
            });
    InflatedStream stream = new InflatedStream(CompressedPieces.of(empties, 0, empties.length), 1);

    assertThatThrownBy(() -> stream.read(1, deadline)).isInstanceOf(ImageResizeException.class);
  }

  @Test
  void saysWhereTheBytesLie() {
    byte[] zlib = deflated(new byte[] {1, 2, 3, 4, 5}, 6, Deflater.DEFAULT_STRATEGY);
    InflatedStream stream = new InflatedStream(CompressedPieces.of(zlib, 0, zlib.length), 3);

    int first = stream.read(3, Deadline.NONE);

    assertThat(Arrays.copyOfRange(stream.array(), first, first + 3)).containsExactly(1, 2, 3);
    assertThat(stream.read(3, Deadline.NONE)).isEqualTo(-1);
    int second = stream.read(2, Deadline.NONE);
    assertThat(Arrays.copyOfRange(stream.array(), second, second + 2)).containsExactly(4, 5);
  }

  static byte[] data(Kind kind, int length) {
    byte[] data = new byte[length];
    Random random = new Random(kind.ordinal());
    switch (kind) {
      case EMPTY -> {
        return new byte[0];
      }
      case ZEROS -> {}
      case NOISE -> random.nextBytes(data);
      case SKEWED_NOISE -> {
        for (int i = 0; i < length; i++) {
          data[i] = (byte) (random.nextGaussian() * 4);
        }
      }
      case GRADIENT -> {
        for (int i = 0; i < length; i++) {
          data[i] = (byte) (i / 97 + random.nextInt(2));
        }
      }
      case SHORT_PERIODS -> {
        for (int i = 0; i < length; ) {
          int period = 1 + random.nextInt(17);
          int end = Math.min(length, i + period + random.nextInt(400));
          for (int start = i; i < end; i++) {
            data[i] = (byte) (i < start + period ? random.nextInt() : data[i - period]);
          }
        }
      }
      case FAR_REPETITIONS -> {
        random.nextBytes(data);
        for (int i = 32_768; i + 300 < length; i += 500) {
          System.arraycopy(data, i - 32_768 + random.nextInt(300), data, i, 280);
        }
      }
      case LONG_CODES -> {
        for (int i = 0; i < length; i++) {
          data[i] = (byte) Math.min(255, Integer.numberOfTrailingZeros(random.nextInt() | 1 << 30));
          data[i] += (byte) (random.nextInt(4000) == 0 ? random.nextInt(256) : 0);
        }
      }
    }
    return data;
  }

  static byte[] deflated(byte[] data, int level, int strategy) {
    Deflater deflater = new Deflater(level);
    deflater.setStrategy(strategy);
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    while (!deflater.finished()) {
      out.write(some, 0, deflater.deflate(some));
    }
    deflater.end();
    return out.toByteArray();
  }
}
