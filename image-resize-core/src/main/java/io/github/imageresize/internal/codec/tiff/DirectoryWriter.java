package io.github.imageresize.internal.codec.tiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Writes a directory of a TIFF that stands behind everything else. */
final class DirectoryWriter {
  private static final int LONG = 4;
  private static final int UNDEFINED = 7;

  private record Entry(int type, int count, ByteBuffer values) {}

  private final ByteOrder order;
  private final int at;
  private final Map<Integer, Entry> entries = new TreeMap<>();

  /**
   * Nothing yet.
   *
   * @param at where the directory will stand, the length of what is before it
   */
  DirectoryWriter(ByteOrder order, int at) {
    this.order = order;
    this.at = at;
  }

  /** The header of a file whose directory stands there. */
  static byte[] header(ByteOrder order, int directoryAt) {
    byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    ByteBuffer header = ByteBuffer.allocate(8).order(order);
    return header.put(mark).put(mark).putShort((short) 42).putInt(directoryAt).array();
  }

  /** Adds an entry of whole numbers; without numbers, none. */
  void put(int tag, long... numbers) {
    ByteBuffer values = ByteBuffer.allocate(4 * numbers.length).order(order);
    for (long number : numbers) {
      values.putInt((int) number);
    }
    if (numbers.length > 0) {
      entries.put(tag, new Entry(LONG, numbers.length, values));
    }
  }

  /** Adds an entry of bytes; without bytes, none. */
  void putBytes(int tag, byte[] bytes) {
    if (bytes.length > 0) {
      entries.put(tag, new Entry(UNDEFINED, bytes.length, ByteBuffer.wrap(bytes)));
    }
  }

  byte[] bytes() {
    int length = 2 + 12 * entries.size() + 4;
    ByteBuffer directory = ByteBuffer.allocate(length).order(order);
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    directory.putShort((short) entries.size());
    entries.forEach(
        (tag, entry) -> {
          byte[] bytes = new byte[entry.values.capacity()];
          entry.values.get(0, bytes);
          directory.putShort(tag.shortValue()).putShort((short) entry.type).putInt(entry.count);
          if (bytes.length <= 4) {
            directory.put(bytes).position(directory.position() + 4 - bytes.length);
          } else {
            directory.putInt(at + length + values.size());
            values.writeBytes(bytes);
          }
        });
    ByteArrayOutputStream all = new ByteArrayOutputStream(length + values.size());
    all.writeBytes(directory.array());
    all.writeBytes(values.toByteArray());
    return all.toByteArray();
  }
}
