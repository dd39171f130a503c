package io.github.imageresize.internal.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.internal.codec.jpeg.decode.HuffmanTable;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {
  @Test
  void makesCodesOfAtMost16BitsThatCanBeDecoded() {
    int[] frequencies = new int[256];
    int previous = 1;
    int current = 1;
    for (int i = 0; i < 40; i++) {
      frequencies[i * 3] = current;
      int next = previous + current;
      previous = current;
      current = next;
    }

    HuffmanCode code = HuffmanCode.of(frequencies);

    byte[] counts = new byte[16];
    for (int length = 1; length <= 16; length++) {
      counts[length - 1] = (byte) code.counts()[length];
    }
    HuffmanTable table = new HuffmanTable(counts, code.values());
    for (int i = 0; i < 40; i++) {
      int word = code.words()[i * 3];
      int length = word & 31;
      assertThat(length).isBetween(1, 16);
      assertThat(word >>> 10).as("not all ones").isNotEqualTo((1 << length) - 1);
      assertThat(table.decode((long) (word >>> 10) << 64 - length)).isEqualTo(length << 8 | i * 3);
    }
  }
}
