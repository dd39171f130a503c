package io.github.imageresize.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageResizeException;
import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import org.junit.jupiter.api.Test;

class HuffmanTest {
  @Test
  void knowsTheTypicalTables() {
    assertSame(StandardHuffmanTables.LUMINANCE_DC, JPEGHuffmanTable.StdDCLuminance);
    assertSame(StandardHuffmanTables.CHROMINANCE_DC, JPEGHuffmanTable.StdDCChrominance);
    assertSame(StandardHuffmanTables.LUMINANCE_AC, JPEGHuffmanTable.StdACLuminance);
    assertSame(StandardHuffmanTables.CHROMINANCE_AC, JPEGHuffmanTable.StdACChrominance);
  }

  private static void assertSame(StandardHuffmanTables actual, JPEGHuffmanTable expected) {
    HuffmanTable table = actual.table();
    int code = 0;
    int index = 0;
    for (int length = 1; length <= expected.getLengths().length; length++) {
      for (int i = 0; i < expected.getLengths()[length - 1]; i++) {
        int decoded = table.decode((long) code << 64 - length);
        assertThat(decoded).isEqualTo(length << 8 | expected.getValues()[index++]);
        code++;
      }
      code <<= 1;
    }
  }

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

  @Test
  void refusesMoreCodesThanThereCanBe() {
    byte[] counts = new byte[16];
    Arrays.fill(counts, (byte) 2);

    assertThatThrownBy(() -> new HuffmanTable(counts, new byte[32]))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageContaining("Huffman");
  }
}
