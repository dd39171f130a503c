package io.github.imageresize.internal.codec.lzw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LzwDecoderTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void literalsOfEverySizeAreDecodedWhetherTheTableIsClearedOrStaysFull(int literalBits) {
    byte[] bytes = indices(literalBits, 60_000);
    LzwDecoder decoder = new LzwDecoder();

    for (boolean clearing : new boolean[] {true, false}) {
      open(decoder, LzwEncoder.encode(bytes, literalBits, false, false, clearing), literalBits, 8);

      assertThat(read(decoder, bytes.length, 301)).isEqualTo(bytes);
    }
  }

  @Test
  void stringsLongerThanAllThatIsAskedForAtOnceGoOnFromCallToCall() {
    byte[] bytes = new byte[200_000];
    LzwDecoder decoder = new LzwDecoder();
    open(decoder, LzwEncoder.encode(bytes, 2, false, false, true), 2, 255);

    assertThat(read(decoder, bytes.length, 17)).isEqualTo(bytes);
  }

  @Test
  void aDecoderThatIsOpenedAnewKnowsNothingOfWhatItReadBefore() {
    byte[] bytes = indices(4, 5_000);
    byte[] codes = LzwEncoder.encode(bytes, 4, false, false, true);
    LzwDecoder decoder = new LzwDecoder();
    open(decoder, LzwEncoder.encode(new byte[9_000], 8, false, false, true), 8, 255);
    assertThat(decoder.read(new byte[100], 0, 100)).isEqualTo(100);

    open(decoder, codes, 4, 255);

    assertThat(read(decoder, bytes.length, 1_000)).isEqualTo(bytes);
  }

  /** Partly of long runs, partly noise. */
  private static byte[] indices(int bits, int count) {
    byte[] bytes = new byte[count];
    Random random = new Random(bits);
    for (int i = count / 3; i < count; i++) {
      bytes[i] = (byte) (random.nextInt(i < 2 * count / 3 ? 2 : 1 << bits));
    }
    return bytes;
  }

  private static void open(LzwDecoder decoder, byte[] codes, int literalBits, int atOnce) {
    ByteArrayInputStream in = new ByteArrayInputStream(codes);
    decoder.open(
        (into, offset, most) -> Math.max(0, in.read(into, offset, Math.min(atOnce, most))),
        literalBits,
        true,
        0);
  }

  private static byte[] read(LzwDecoder decoder, int length, int atOnce) {
    byte[] out = new byte[length];
    int done = 0;
    int read = -1;
    while (done < length && read != 0) {
      read = decoder.read(out, done, Math.min(atOnce, length - done));
      done += read;
    }
    assertThat(done).isEqualTo(length);
    assertThat(decoder.read(new byte[1], 0, 1)).isZero();
    return out;
  }
}
