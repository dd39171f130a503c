package io.github.imageresize.vips;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Changes what the boxes of a HEIF of one picture say (ISO/IEC 23008-12, as libheif 1.15 writes
 * them), as cameras would have said it.
 */
final class HeifBoxes {
  private HeifBoxes() {}

  /** With a turn by so many times 90 degrees anticlockwise (6.5.10). */
  static byte[] turned(byte[] heif, int quarters) {
    return withProperty(heif, new byte[] {0, 0, 0, 9, 'i', 'r', 'o', 't', (byte) quarters});
  }

  /**
   * Mirrored, left and right where the axis is the vertical one, 0, else top and bottom (6.5.12).
   */
  static byte[] mirrored(byte[] heif, int axis) {
    return withProperty(heif, new byte[] {0, 0, 0, 9, 'i', 'm', 'i', 'r', (byte) axis});
  }

  /** With other colour primaries and another transfer function (ISO/IEC 23091-2, 8.1 and 8.2). */
  static byte[] coloured(byte[] heif, int primaries, int transfer) {
    byte[] changed = heif.clone();
    int at = indexOf(heif, "nclx") + 4;
    ByteBuffer.wrap(changed).putShort(at, (short) primaries).putShort(at + 2, (short) transfer);
    return changed;
  }

  /** Appends a property, and gives it to the first item as its last. */
  private static byte[] withProperty(byte[] heif, byte[] property) {
    int ipco = indexOf(heif, "ipco") - 4;
    int ipma = indexOf(heif, "ipma") - 4;
    int endOfProperties = ipco + ByteBuffer.wrap(heif).getInt(ipco);
    int count = ipma + 4 + 4 + 4 + 4 + 2;
    int endOfAssociations = count + 1 + heif[count];
    int properties = 0;
    for (int at = ipco + 8; at < endOfProperties; at += ByteBuffer.wrap(heif).getInt(at)) {
      properties++;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(heif, 0, endOfProperties);
    out.writeBytes(property);
    out.write(heif, endOfProperties, endOfAssociations - endOfProperties);
    out.write(0x80 | (properties + 1)); // essential
    out.write(heif, endOfAssociations, heif.length - endOfAssociations);
    ByteBuffer changed = ByteBuffer.wrap(out.toByteArray());
    int added = property.length + 1;
    grow(changed, indexOf(heif, "meta") - 4, added);
    grow(changed, indexOf(heif, "iprp") - 4, added);
    grow(changed, ipco, property.length);
    grow(changed, ipma + property.length, 1);
    changed.put(count + property.length, (byte) (heif[count] + 1));
    moveItems(changed, indexOf(heif, "iloc") + 4, added);
    return changed.array();
  }

  private static void grow(ByteBuffer boxes, int box, int by) {
    boxes.putInt(box, boxes.getInt(box) + by);
  }

  /**
   * The item locations (ISO/IEC 14496-12, 8.11.3), of version 0 with a base offset and one extent.
   */
  private static void moveItems(ByteBuffer boxes, int content, int by) {
    int sizes = boxes.getShort(content + 4) & 0xFFFF;
    if (boxes.get(content) != 0 || sizes != 0x4440) {
      throw new IllegalArgumentException("item locations of another form");
    }
    int items = boxes.getShort(content + 6);
    for (int item = 0; item < items; item++) {
      grow(boxes, content + 8 + 18 * item + 4, by);
    }
  }

  private static int indexOf(byte[] bytes, String text) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    if (at < 0) {
      throw new IllegalArgumentException("no " + text + " in " + Arrays.toString(bytes));
    }
    return at;
  }
}
