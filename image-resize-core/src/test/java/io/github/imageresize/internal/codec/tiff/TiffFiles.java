package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.internal.codec.PiecewiseOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFFs of all kinds for tests: one directory, and what it points at behind it. */
public final class TiffFiles {
  public static final int BYTE = 1;
  public static final int SHORT = 3;
  public static final int LONG = 4;
  public static final int UNDEFINED = 7;
  public static final int LONG8 = 16;

  private record Entry(int type, long count, byte[] values) {}

  private final ByteOrder order;
  private final boolean big;
  private final Map<Integer, Entry> entries = new TreeMap<>();
  private final List<byte[]> chunks = new ArrayList<>();
  private int countType = LONG;

  private TiffFiles(ByteOrder order, boolean big) {
    this.order = order;
    this.big = big;
  }

  public static TiffFiles tiff(ByteOrder order) {
    return new TiffFiles(order, false);
  }

  public static TiffFiles tiff() {
    return tiff(ByteOrder.LITTLE_ENDIAN);
  }

  public static TiffFiles bigTiff(ByteOrder order) {
    return new TiffFiles(order, true);
  }

  public TiffFiles size(int width, int height) {
    return put(Tag.WIDTH, LONG, width).put(Tag.HEIGHT, LONG, height);
  }

  /** The meaning of samples, and the bits of each. */
  public TiffFiles pixels(int photometric, long... depths) {
    return put(Tag.PHOTOMETRIC, SHORT, photometric)
        .put(Tag.SAMPLES_PER_PIXEL, SHORT, depths.length)
        .put(Tag.BITS_PER_SAMPLE, SHORT, depths);
  }

  public TiffFiles compression(int method) {
    return put(Tag.COMPRESSION, SHORT, method);
  }

  public TiffFiles tiles(int width, int height) {
    return put(Tag.TILE_WIDTH, LONG, width).put(Tag.TILE_HEIGHT, LONG, height);
  }

  public TiffFiles put(int tag, int type, long... values) {
    int length = length(type);
    ByteBuffer bytes = ByteBuffer.allocate(values.length * length).order(order);
    for (long value : values) {
      switch (length) {
        case 1 -> bytes.put((byte) value);
        case 2 -> bytes.putShort((short) value);
        case 4 -> bytes.putInt((int) value);
        default -> bytes.putLong(value);
      }
    }
    entries.put(tag, new Entry(type, values.length, bytes.array()));
    return this;
  }

  public TiffFiles putBytes(int tag, byte[] bytes) {
    entries.put(tag, new Entry(UNDEFINED, bytes.length, bytes));
    return this;
  }

  private static int length(int type) {
    return type == SHORT ? 2 : type == LONG ? 4 : type == LONG8 ? 8 : 1;
  }

  /** Adds a strip or tile. */
  public TiffFiles chunk(byte[] bytes) {
    chunks.add(bytes);
    return this;
  }

  /** Adds a strip or tile. */
  public TiffFiles chunk(int... bytes) {
    byte[] chunk = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      chunk[i] = (byte) bytes[i];
    }
    return chunk(chunk);
  }

  /** Sets the type of the numbers of bytes of strips and tiles. */
  public TiffFiles countType(int type) {
    countType = type;
    return this;
  }

  /** The file. */
  public byte[] file() {
    boolean tiled = entries.containsKey(Tag.TILE_WIDTH);
    int offsets = tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
    int counts = tiled ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS;
    put(offsets, big ? LONG8 : LONG, new long[chunks.size()]);
    put(counts, countType, chunks.stream().mapToLong(chunk -> chunk.length).toArray());
    long at = headerLength() + directoryLength();
    for (Entry entry : entries.values()) {
      at += outside(entry);
    }
    long[] places = new long[chunks.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = at;
      at += chunks.get(i).length;
    }
    put(offsets, big ? LONG8 : LONG, places);
    return written();
  }

  private int headerLength() {
    return big ? 16 : 8;
  }

  private int directoryLength() {
    return big ? 8 + 20 * entries.size() + 8 : 2 + 12 * entries.size() + 4;
  }

  private int outside(Entry entry) {
    return entry.values.length <= (big ? 8 : 4) ? 0 : entry.values.length;
  }

  private byte[] written() {
    ByteBuffer head = ByteBuffer.allocate(headerLength() + directoryLength()).order(order);
    byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    head.put(mark).put(mark).putShort((short) (big ? 43 : 42));
    if (big) {
      head.putShort((short) 8).putShort((short) 0).putLong(16).putLong(entries.size());
    } else {
      head.putInt(8).putShort((short) entries.size());
    }
    PiecewiseOutput values = new PiecewiseOutput();
    entries.forEach(
        (tag, entry) -> {
          head.putShort(tag.shortValue()).putShort((short) entry.type);
          offset(head, entry.count);
          if (outside(entry) == 0) {
            int field = big ? 8 : 4;
            head.put(entry.values).position(head.position() + field - entry.values.length);
          } else {
            offset(head, head.capacity() + values.size());
            values.writeBytes(entry.values);
          }
        });
    PiecewiseOutput file = new PiecewiseOutput();
    file.writeBytes(head.array());
    file.writeAll(values);
    chunks.forEach(file::writeBytes);
    return file.toByteArray();
  }

  private void offset(ByteBuffer to, long value) {
    if (big) {
      to.putLong(value);
    } else {
      to.putInt((int) value);
    }
  }
}
