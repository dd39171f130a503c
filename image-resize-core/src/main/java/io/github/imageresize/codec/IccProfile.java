package io.github.imageresize.codec;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an embedded colour profile (ICC.1), as they stood in the file, unchecked. Those that
 * have to be decompressed are when they are first asked for. Not thread-safe.
 */
public final class IccProfile {
  private final int length;
  private final Supplier<byte[]> source;
  private byte @Nullable [] bytes;

  private IccProfile(int length, Supplier<byte[]> source) {
    this.length = length;
    this.source = source;
  }

  /**
   * Wraps a profile.
   *
   * @param bytes the caller gives them up
   * @return the profile
   */
  public static IccProfile wrap(byte[] bytes) {
    return new IccProfile(bytes.length, () -> bytes);
  }

  /**
   * A profile that is made when it is asked for.
   *
   * @param length the most bytes that it will have
   * @param source makes it, once; gives no bytes at all if it turns out to be damaged
   * @return the profile
   */
  public static IccProfile deferred(int length, Supplier<byte[]> source) {
    return new IccProfile(length, source);
  }

  /**
   * How many bytes there are at most; known without making them.
   *
   * @return bytes
   */
  public int length() {
    return length;
  }

  /**
   * The profile, shared with every other reader; not to be written to.
   *
   * @return the bytes; empty if they are damaged
   */
  public byte[] bytes() {
    if (bytes == null) {
      bytes = source.get();
    }
    return bytes;
  }
}
