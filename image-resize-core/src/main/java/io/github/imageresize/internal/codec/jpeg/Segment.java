package io.github.imageresize.internal.codec.jpeg;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.internal.codec.BadImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The parameters of a marker segment (T.81 B.1.1.4), read from front to end and never behind it.
 */
public final class Segment {
  private final byte[] file;
  private final int marker;
  private final int end;
  private int position;

  public Segment(byte[] file, int marker, int begin, int end) {
    this.file = file;
    this.marker = marker;
    this.position = begin;
    this.end = end;
  }

  public int marker() {
    return marker;
  }

  public int remaining() {
    return end - position;
  }

  public int readByte() {
    if (position >= end) {
      throw malformed("ends too early");
    }
    return file[position++] & 0xFF;
  }

  public int readShort() {
    int high = readByte();
    return high << 8 | readByte();
  }

  public byte[] readBytes(int count) {
    if (count > remaining()) {
      throw malformed("ends too early");
    }
    position += count;
    return Arrays.copyOfRange(file, position - count, position);
  }

  public byte[] readRest() {
    return readBytes(remaining());
  }

  /** Whether an identifier stands next; if so, it is read. */
  public boolean skipIdentifier(String identifier) {
    byte[] bytes = identifier.getBytes(StandardCharsets.US_ASCII);
    boolean found =
        bytes.length <= remaining()
            && Arrays.equals(file, position, position + bytes.length, bytes, 0, bytes.length);
    if (found) {
      position += bytes.length;
    }
    return found;
  }

  public ImageResizeException malformed(String problem) {
    return BadImage.corrupt("JPEG segment FF%02X %s".formatted(marker, problem));
  }
}
