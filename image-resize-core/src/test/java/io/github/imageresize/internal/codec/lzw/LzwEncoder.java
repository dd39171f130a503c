package io.github.imageresize.internal.codec.lzw;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** Compresses bytes for tests, as the specifications of GIF and TIFF describe it. */
public final class LzwEncoder {
  private final int clear;
  private final boolean early;

  private LzwEncoder(int literalBits, boolean early) {
    clear = 1 << literalBits;
    this.early = early;
  }

  /**
   * The codes of bytes.
   *
   * @param literalBits the bits of a byte
   * @param highestFirst which bit of a byte is its first
   * @param early whether codes grow one code too soon
   * @param clearing whether the table is cleared when it is full
   */
  public static byte[] encode(
      byte[] bytes, int literalBits, boolean highestFirst, boolean early, boolean clearing) {
    Codes codes = new Codes(highestFirst);
    new LzwEncoder(literalBits, early).write(bytes, codes, clearing);
    return codes.toByteArray();
  }

  private void write(byte[] bytes, Codes codes, boolean clearing) {
    codes.write(clear, width(clear));
    Map<String, Integer> table = new HashMap<>();
    String string = "";
    int next = clear + 2;
    for (byte value : bytes) {
      String longer = string + (char) (value & 0xFF);
      if (longer.length() == 1 || table.containsKey(longer)) {
        string = longer;
        continue;
      }
      codes.write(code(table, string), width(next - 1));
      if (next < 4096) {
        table.put(longer, next++);
      }
      if (clearing && next == 4095) {
        codes.write(clear, width(next - 1));
        table.clear();
        next = clear + 2;
      }
      string = "" + (char) (value & 0xFF);
    }
    codes.write(code(table, string), width(next - 1));
    codes.write(clear + 1, width(Math.min(4095, next)));
  }

  private static int code(Map<String, Integer> table, String string) {
    return string.length() == 1 ? string.charAt(0) : table.get(string);
  }

  private int width(int next) {
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(clear);
    while (width < 12 && next + (early ? 1 : 0) >= 1 << width) {
      width++;
    }
    return width;
  }

  private static final class Codes {
    private final boolean highestFirst;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int octet;
    private int bits;

    Codes(boolean highestFirst) {
      this.highestFirst = highestFirst;
    }

    void write(int code, int width) {
      for (int i = 0; i < width; i++) {
        int bit = code >> (highestFirst ? width - 1 - i : i) & 1;
        octet |= bit << (highestFirst ? 7 - bits : bits);
        if (++bits == 8) {
          out.write(octet);
          octet = 0;
          bits = 0;
        }
      }
    }

    byte[] toByteArray() {
      if (bits > 0) {
        out.write(octet);
      }
      return out.toByteArray();
    }
  }
}
