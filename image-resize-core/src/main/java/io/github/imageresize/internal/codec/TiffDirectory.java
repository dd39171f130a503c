package io.github.imageresize.internal.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The first image file directory of a TIFF 6.0 structure, which is also what EXIF data is, or of a
 * BigTIFF. Entries are looked up where they stand, and values are read one by one: whatever the
 * bytes claim, nothing is held of them. What lies outside of them is as if it were not there.
 * Immutable.
 */
public final class TiffDirectory {
  private static final int CLASSIC = 42;
  private static final int BIG = 43;

  /** Bytes of a value of each type (TIFF 6.0 section 2; 16 to 18 are BigTIFF's). */
  private static final int[] TYPE_LENGTHS = {
    0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8
  };

  private static final int RATIONAL = 5;
  private static final int SIGNED_RATIONAL = 10;
  private static final int FLOAT = 11;
  private static final int DOUBLE = 12;

  /** What directories are known to have; BigTIFF has room for any number. */
  private static final int MOST_ENTRIES = 0xFFFF;

  /** An entry whose values lie within the bytes. */
  private record Entry(int type, long count, int valueAt) {
    int length() {
      return TYPE_LENGTHS[type];
    }

    boolean isWhole() {
      return type != RATIONAL && type != SIGNED_RATIONAL && type != FLOAT && type != DOUBLE;
    }
  }

  private final ByteBuffer bytes;
  private final boolean big;
  private final int firstEntry;
  private final int entries;

  private TiffDirectory(ByteBuffer bytes, boolean big, long firstEntry, long entries) {
    this.bytes = bytes;
    this.big = big;
    this.firstEntry = (int) firstEntry;
    long room = (bytes.limit() - firstEntry) / (big ? 20 : 12);
    this.entries = (int) Math.max(0, Math.min(Math.min(entries, room), MOST_ENTRIES));
  }

  /**
   * Finds the first directory.
   *
   * @param tiff bytes that may begin with a TIFF header
   * @return empty if they do not, or if it lies outside of them
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
    int version = bytes.getShort(2);
    if (version == CLASSIC) {
      long at = bytes.getInt(4) & 0xFFFFFFFFL;
      return at < 8 || at > bytes.limit() - 2
          ? Optional.empty()
          : Optional.of(new TiffDirectory(bytes, false, at + 2, bytes.getShort((int) at) & 0xFFFF));
    }
    if (version == BIG && bytes.limit() >= 24 && bytes.getShort(4) == 8) {
      long at = bytes.getLong(8);
      return at < 16 || at > bytes.limit() - 8
          ? Optional.empty()
          : Optional.of(
              new TiffDirectory(bytes, true, at + 8, Math.max(0, bytes.getLong((int) at))));
    }
    return Optional.empty();
  }

  /** The order of the bytes of a number. */
  public ByteOrder order() {
    return bytes.order();
  }

  /** Whether there is such an entry, and it has values. */
  public boolean has(int tag) {
    return entry(tag) != null;
  }

  /** How many values an entry has; 0 if there is none. */
  public long count(int tag) {
    Entry entry = entry(tag);
    return entry == null ? 0 : entry.count;
  }

  /** The first value of an entry of whole numbers, unsigned. */
  public OptionalLong number(int tag) {
    Numbers numbers = numbers(tag);
    return numbers.count() == 0 ? OptionalLong.empty() : OptionalLong.of(numbers.get(0));
  }

  /** All values of an entry of whole numbers, unsigned; none if there is no such entry. */
  public Numbers numbers(int tag) {
    Entry entry = entry(tag);
    return entry == null || !entry.isWhole()
        ? new Numbers(bytes, 0, 0, 1)
        : new Numbers(bytes, entry.valueAt, entry.count, entry.length());
  }

  /** The bytes of an entry, but no more of them than that many. */
  public Optional<byte[]> bytes(int tag, int most) {
    Entry entry = entry(tag);
    if (entry == null) {
      return Optional.empty();
    }
    byte[] value = new byte[(int) Math.min(most, entry.count * entry.length())];
    bytes.get(entry.valueAt, value);
    return Optional.of(value);
  }

  /** The whole numbers of an entry, read when they are asked for. */
  public static final class Numbers {
    private final ByteBuffer bytes;
    private final int from;
    private final long count;
    private final int length;

    private Numbers(ByteBuffer bytes, int from, long count, int length) {
      this.bytes = bytes;
      this.from = from;
      this.count = count;
      this.length = length;
    }

    /** How many there are. */
    public long count() {
      return count;
    }

    /**
     * A number, unsigned; those of 64 bits beyond the range of {@code long} are its largest value.
     *
     * @param index 0..count-1
     */
    public long get(long index) {
      int at = (int) (from + index * length);
      return switch (length) {
        case 1 -> bytes.get(at) & 0xFF;
        case 2 -> bytes.getShort(at) & 0xFFFF;
        case 4 -> bytes.getInt(at) & 0xFFFFFFFFL;
        default -> bytes.getLong(at) < 0 ? Long.MAX_VALUE : bytes.getLong(at);
      };
    }
  }

  private @Nullable Entry entry(int tag) {
    for (int i = 0; i < entries; i++) {
      int at = firstEntry + i * (big ? 20 : 12);
      if ((bytes.getShort(at) & 0xFFFF) == tag) {
        Entry entry = readEntry(at);
        if (entry != null) {
          return entry;
        }
      }
    }
    return null;
  }

  private @Nullable Entry readEntry(int at) {
    int type = bytes.getShort(at + 2) & 0xFFFF;
    if (type >= TYPE_LENGTHS.length || TYPE_LENGTHS[type] == 0) {
      return null;
    }
    long count = big ? bytes.getLong(at + 4) : bytes.getInt(at + 4) & 0xFFFFFFFFL;
    if (count <= 0 || count > bytes.limit()) {
      return null;
    }
    long length = count * TYPE_LENGTHS[type];
    int field = big ? 8 : 4;
    int fieldAt = big ? at + 12 : at + 8;
    long valueAt =
        length <= field
            ? fieldAt
            : big ? bytes.getLong(fieldAt) : bytes.getInt(fieldAt) & 0xFFFFFFFFL;
    boolean within = valueAt >= 0 && valueAt <= bytes.limit() - length;
    return within ? new Entry(type, count, (int) valueAt) : null;
  }
}
