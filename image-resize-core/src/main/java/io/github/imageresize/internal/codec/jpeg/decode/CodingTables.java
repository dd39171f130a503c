package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.jpeg.Marker;
import io.github.imageresize.internal.codec.jpeg.Segment;
import io.github.imageresize.internal.codec.jpeg.ZigZag;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tables and the restart interval in force at a point of the file (T.81 B.2.4); segments
 * replace them one by one.
 */
final class CodingTables {
  private final int[] @Nullable [] quantization = new int[4][];
  private final @Nullable HuffmanTable[] dc = new HuffmanTable[4];
  private final @Nullable HuffmanTable[] ac = new HuffmanTable[4];
  private int restartInterval;

  /**
   * No quantisation, and the Huffman tables of annex K.3, which Motion JPEG and other abbreviated
   * formats leave out.
   */
  CodingTables() {
    dc[0] = StandardHuffmanTables.LUMINANCE_DC.table();
    dc[1] = StandardHuffmanTables.CHROMINANCE_DC.table();
    ac[0] = StandardHuffmanTables.LUMINANCE_AC.table();
    ac[1] = StandardHuffmanTables.CHROMINANCE_AC.table();
  }

  /** The same tables; later segments change only one of the two. */
  CodingTables copy() {
    CodingTables copy = new CodingTables();
    System.arraycopy(quantization, 0, copy.quantization, 0, 4);
    System.arraycopy(dc, 0, copy.dc, 0, 4);
    System.arraycopy(ac, 0, copy.ac, 0, 4);
    copy.restartInterval = restartInterval;
    return copy;
  }

  /** Takes a segment if it is one of tables. */
  void read(Segment segment) {
    switch (segment.marker()) {
      case Marker.DQT -> readQuantization(segment);
      case Marker.DHT -> readHuffman(segment);
      case Marker.DRI -> restartInterval = segment.readShort();
      default -> {}
    }
  }

  private void readQuantization(Segment segment) {
    while (segment.remaining() > 0) {
      int head = segment.readByte();
      int[] steps = new int[ZigZag.LENGTH];
      if (head >> 4 > 1 || (head & 15) > 3) {
        throw segment.malformed("has a quantisation table of kind %02X".formatted(head));
      }
      for (int i = 0; i < steps.length; i++) {
        steps[i] = head >> 4 == 0 ? segment.readByte() : segment.readShort();
      }
      quantization[head & 15] = steps;
    }
  }

  private void readHuffman(Segment segment) {
    while (segment.remaining() > 0) {
      int head = segment.readByte();
      if (head >> 4 > 1 || (head & 15) > 3) {
        throw segment.malformed("has a Huffman table of kind %02X".formatted(head));
      }
      byte[] counts = segment.readBytes(16);
      int total = 0;
      for (byte count : counts) {
        total += count & 0xFF;
      }
      HuffmanTable table = new HuffmanTable(counts, segment.readBytes(total));
      (head >> 4 == 0 ? dc : ac)[head & 15] = table;
    }
  }

  /** Steps by zigzag index; coefficients whose step is 0 do not count, as in libjpeg. */
  int[] quantization(int selector) {
    int[] steps = quantization[selector];
    if (steps == null) {
      throw BadImage.corrupt(
          "JPEG uses quantisation table " + selector + " but does not define it");
    }
    return Arrays.copyOf(steps, steps.length);
  }

  HuffmanTable dc(int selector) {
    return defined(dc[selector], "DC", selector);
  }

  HuffmanTable ac(int selector) {
    return defined(ac[selector], "AC", selector);
  }

  private static HuffmanTable defined(@Nullable HuffmanTable table, String kind, int selector) {
    if (table == null) {
      throw BadImage.corrupt(
          "JPEG uses %s Huffman table %d but does not define it".formatted(kind, selector));
    }
    return table;
  }

  /** MCUs between two restart markers, 0 for none. */
  int restartInterval() {
    return restartInterval;
  }
}
