package io.github.imageresize.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The entries of one image file directory of a TIFF 6.0 structure, which is also what EXIF data is.
 * Whatever the bytes are, reading them ends, and what lies outside of them is as if it were not
 * there. Immutable.
 */
public final class TiffDirectory {
  private static final int ENTRY_LENGTH = 12;
  private static final int[] TYPE_LENGTHS = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
  private static final int SHORT = 3;

  private record Entry(int type, long count, int valueAt) {}

  private final ByteBuffer bytes;
  private final Map<Integer, Entry> entries;
  private final long next;

  private TiffDirectory(ByteBuffer bytes, Map<Integer, Entry> entries, long next) {
    this.bytes = bytes;
    this.entries = entries;
    this.next = next;
  }

  /**
   * Reads the first directory.
   *
   * @param tiff bytes that may begin with a TIFF header
   * @return empty if they do not
   */
  public static Optional<TiffDirectory> first(byte[] tiff) {
    if (tiff.length < 8) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(tiff);
    if (tiff[0] == 'I' && tiff[1] == 'I') {
      bytes.order(ByteOrder.LITTLE_ENDIAN);
    } else if (tiff[0] != 'M' || tiff[1] != 'M') {
      return Optional.empty();
    }
    if (bytes.getShort(2) != 42) {
      return Optional.empty();
    }
    return at(bytes, bytes.getInt(4) & 0xFFFFFFFFL);
  }

  /** How many directories follow each other from the first on, this one included. */
  public static int count(byte[] tiff) {
    Set<Long> seen = new HashSet<>();
    Optional<TiffDirectory> directory = first(tiff);
    int count = 0;
    while (directory.isPresent()) {
      count++;
      long next = directory.get().next;
      directory = next != 0 && seen.add(next) ? at(directory.get().bytes, next) : Optional.empty();
    }
    return count;
  }

  private static Optional<TiffDirectory> at(ByteBuffer bytes, long offset) {
    if (offset < 8 || offset > bytes.limit() - 2) {
      return Optional.empty();
    }
    int count = bytes.getShort((int) offset) & 0xFFFF;
    Map<Integer, Entry> entries = new HashMap<>();
    long at = offset + 2;
    for (int i = 0; i < count && at + ENTRY_LENGTH <= bytes.limit(); i++, at += ENTRY_LENGTH) {
      readEntry(bytes, (int) at, entries);
    }
    long next = at + 4 <= bytes.limit() ? bytes.getInt((int) at) & 0xFFFFFFFFL : 0;
    return Optional.of(new TiffDirectory(bytes, entries, next));
  }

  private static void readEntry(ByteBuffer bytes, int at, Map<Integer, Entry> entries) {
    int tag = bytes.getShort(at) & 0xFFFF;
    int type = bytes.getShort(at + 2) & 0xFFFF;
    long count = bytes.getInt(at + 4) & 0xFFFFFFFFL;
    if (type == 0 || type >= TYPE_LENGTHS.length) {
      return;
    }
    long length = count * TYPE_LENGTHS[type];
    long valueAt = length <= 4 ? at + 8 : bytes.getInt(at + 8) & 0xFFFFFFFFL;
    if (length > 0 && valueAt + length <= bytes.limit()) {
      entries.putIfAbsent(tag, new Entry(type, count, (int) valueAt));
    }
  }

  /** The first value of an entry of whole numbers, unsigned. */
  public OptionalLong number(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return OptionalLong.empty();
    }
    return switch (TYPE_LENGTHS[entry.type]) {
      case 1 -> OptionalLong.of(bytes.get(entry.valueAt) & 0xFF);
      case 2 -> OptionalLong.of(bytes.getShort(entry.valueAt) & 0xFFFF);
      case 4 -> OptionalLong.of(bytes.getInt(entry.valueAt) & 0xFFFFFFFFL);
      default -> OptionalLong.empty();
    };
  }

  /** The sum of all values of an entry of whole numbers, or empty if there is no such entry. */
  public OptionalLong sum(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null || TYPE_LENGTHS[entry.type] > 4) {
      return OptionalLong.empty();
    }
    long sum = 0;
    for (int i = 0; i < entry.count; i++) {
      sum +=
          entry.type == SHORT
              ? bytes.getShort(entry.valueAt + 2 * i) & 0xFFFF
              : bytes.getInt(entry.valueAt + 4 * i) & 0xFFFFFFFFL;
    }
    return OptionalLong.of(sum);
  }

  /** The bytes of an entry. */
  public Optional<byte[]> bytes(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return Optional.empty();
    }
    byte[] value = new byte[(int) entry.count * TYPE_LENGTHS[entry.type]];
    bytes.get(entry.valueAt, value);
    return Optional.of(value);
  }
}
