package io.github.imageresize.internal.codec.png;

import io.github.imageresize.codec.IccProfile;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The compressed profile of an iCCP chunk (ISO/IEC 15948 clause 11.3.3.3). */
final class PngProfile {
  private static final int LARGEST = 4 << 20;

  /** An ICC profile begins with its own length (ICC.1 section 7.2.2). */
  private static final int LENGTH_FIELD = 4;

  private static final int HEADER = 128;

  /** In so many bytes the first ones are; blocks that hold nothing could go on before them. */
  private static final int COMPRESSED_FIELD = 4 << 10;

  /** What the codes and the heads of blocks may add where nothing can be compressed. */
  private static final int LONGEST_HEADS = 16 << 10;

  private final byte[] png;
  private final int from;
  private final int compressedLength;

  private PngProfile(byte[] png, int from, int compressedLength) {
    this.png = png;
    this.from = from;
    this.compressedLength = compressedLength;
  }

  /** The chunk's profile, of which only the length is read yet; null if there is none of use. */
  static @Nullable IccProfile read(PngChunks chunks) {
    int name = 0;
    while (name < chunks.length() && chunks.file()[chunks.start() + name] != 0) {
      name++;
    }
    int head = name + 2;
    if (head >= chunks.length() || chunks.file()[chunks.start() + name + 1] != 0) {
      return null;
    }
    PngProfile profile =
        new PngProfile(chunks.file(), chunks.start() + head, chunks.length() - head);
    byte[] field = profile.inflated(LENGTH_FIELD, COMPRESSED_FIELD);
    if (field.length < LENGTH_FIELD) {
      return null;
    }
    int length = ByteBuffer.wrap(field).getInt();
    return length < HEADER || length > LARGEST
        ? null
        : IccProfile.deferred(
            length, () -> profile.inflated(length, length + length / 8 + LONGEST_HEADS));
  }

  /**
   * So many bytes from the beginning; none if there are fewer, or if they are damaged.
   *
   * @param compressed of how many bytes they are made at most
   */
  private byte[] inflated(int length, int compressed) {
    byte[] inflated = new byte[length];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(png, from, Math.min(compressed, compressedLength));
      int done = 0;
      while (done < length) {
        int count = inflater.inflate(inflated, done, length - done);
        if (count == 0) {
          return new byte[0];
        }
        done += count;
      }
      return inflated;
    } catch (DataFormatException e) {
      return new byte[0]; // browsers too show the picture as if there were none
    } finally {
      inflater.end();
    }
  }
}
