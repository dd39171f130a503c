package io.github.imageresize.internal.codec.jpeg.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageResizeException;
import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import org.junit.jupiter.api.Test;

class HuffmanTableTest {
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
  void refusesMoreCodesThanThereCanBe() {
    byte[] counts = new byte[16];
    Arrays.fill(counts, (byte) 2);

    assertThatThrownBy(() -> new HuffmanTable(counts, new byte[32]))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageContaining("Huffman");
  }
}
