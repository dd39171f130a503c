package io.github.imageresize.internal.codec.imageio;

/**
 * A file of which the first bytes and those behind the last are others. Nothing is copied, and
 * nothing is to be written to.
 */
public final class JoinedBytes {
  private final byte[] head;
  private final byte[] file;
  private final byte[] tail;

  /**
   * Joins parts.
   *
   * @param head instead of as many bytes of the file
   * @param file the file
   * @param tail behind it
   */
  public JoinedBytes(byte[] head, byte[] file, byte[] tail) {
    this.head = head;
    this.file = file;
    this.tail = tail;
  }

  /** A file as it is. */
  public static JoinedBytes of(byte[] file) {
    return new JoinedBytes(new byte[0], file, new byte[0]);
  }

  long length() {
    return (long) file.length + tail.length;
  }

  /** A byte, 0..255. */
  int get(long at) {
    byte[] part = at < head.length ? head : at < file.length ? file : tail;
    return part[(int) (part == tail ? at - file.length : at)] & 0xFF;
  }

  /**
   * Copies bytes.
   *
   * @param from the first, less than {@link #length}
   * @return how many were copied, at least one
   */
  int copy(long from, byte[] to, int offset, int most) {
    byte[] part = from < head.length ? head : from < file.length ? file : tail;
    int at = (int) (part == tail ? from - file.length : from);
    int count = Math.min(most, part.length - at);
    System.arraycopy(part, at, to, offset, count);
    return count;
  }
}
