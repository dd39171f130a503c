package io.github.imageresize.internal.codec.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.internal.codec.lzw.LzwEncoder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LzwTest {
  @ParameterizedTest
  @CsvSource({"true,1", "true,7", "true,6144", "false,1", "false,7", "false,6144"})
  void stringsOfEveryLengthAreSpelledWhateverIsAskedForAtOnce(boolean highestFirst, int atOnce) {
    byte[] bytes = new byte[60_000];
    Random random = new Random(1);
    for (int i = 20_000; i < 40_000; i++) {
      bytes[i] = (byte) random.nextInt(3);
    }
    for (int i = 40_000; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }

    assertThat(decode(encode(bytes, highestFirst, true), bytes.length, atOnce)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theTableMayStayFull(boolean highestFirst) {
    byte[] bytes = new byte[50_000];
    Random random = new Random(2);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(20);
    }

    assertThat(decode(encode(bytes, highestFirst, false), bytes.length, 1000)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 20_000})
  void nothingIsWrittenBehindWhatIsAskedFor(int count) {
    byte[] bytes = new byte[30_000];
    Arrays.fill(bytes, (byte) 5);
    Lzw lzw = opened(encode(bytes, true, true));
    byte[] out = new byte[count + 20];
    Arrays.fill(out, (byte) 9);

    assertThat(lzw.read(out, 10, count)).isEqualTo(count);
    assertThat(Arrays.copyOf(out, 10)).containsOnly(9);
    assertThat(Arrays.copyOfRange(out, 10, 10 + count)).containsOnly(5);
    assertThat(Arrays.copyOfRange(out, 10 + count, out.length)).containsOnly(9);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingComesBehindTheEnd(boolean highestFirst) {
    byte[] encoded = encode(new byte[] {1, 2, 3, 1, 2, 3}, highestFirst, true);
    Lzw lzw = opened(Arrays.copyOf(encoded, encoded.length + 100));

    assertThat(lzw.read(new byte[50], 0, 50)).isEqualTo(6);
    assertThat(lzw.read(new byte[50], 0, 50)).isZero();
  }

  private static Lzw opened(byte[] encoded) {
    Lzw lzw = new Lzw();
    lzw.open(new Chunk(encoded, 0, encoded.length));
    return lzw;
  }

  private static byte[] decode(byte[] encoded, int length, int atOnce) {
    Lzw lzw = opened(encoded);
    byte[] out = new byte[length];
    int done = 0;
    int read = -1;
    while (done < length && read != 0) {
      read = lzw.read(out, done, Math.min(atOnce, length - done));
      done += read;
    }
    assertThat(done).isEqualTo(length);
    return out;
  }

  private static byte[] encode(byte[] bytes, boolean highestFirst, boolean clearing) {
    return LzwEncoder.encode(bytes, 8, highestFirst, highestFirst, clearing);
  }
}
