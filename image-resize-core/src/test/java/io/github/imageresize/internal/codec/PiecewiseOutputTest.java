package io.github.imageresize.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiecewiseOutputTest {
  private final Random random = new Random(7);

  private byte[] bytes(int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void givesBackWhatWasWrittenInWhateverPieces() {
    PiecewiseOutput out = new PiecewiseOutput();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int i = 0; i < 300; i++) {
      byte[] bytes = bytes(i % 10 == 0 ? 700_000 : 5_000);
      int from = random.nextInt(bytes.length + 1);
      out.write(bytes, from, bytes.length - from);
      expected.write(bytes, from, bytes.length - from);
      out.write(i);
      expected.write(i);
    }

    assertThat(out.size()).isEqualTo(expected.size()).isGreaterThan(4 << 20);
    assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void takesOverWhatAnotherHolds() {
    byte[] first = bytes(1 << 20);
    byte[] second = bytes(1 << 20);
    PiecewiseOutput out = new PiecewiseOutput();
    out.writeBytes(first);
    PiecewiseOutput other = new PiecewiseOutput();
    other.writeBytes(second);

    out.writeAll(other);

    ByteBuffer both = ByteBuffer.allocate(first.length + second.length).put(first).put(second);
    assertThat(out.toByteArray()).isEqualTo(both.array());
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(new PiecewiseOutput().size()).isZero();
    assertThat(new PiecewiseOutput().toByteArray()).isEmpty();
  }

  @Test
  void writesNothingOfWhatLiesOutsideOfTheArray() {
    PiecewiseOutput out = new PiecewiseOutput();
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> out.write(new byte[4], 2, 3));
    assertThat(out.size()).isZero();
  }
}
