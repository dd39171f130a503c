package io.github.imageresize.source;

import java.util.Objects;

/**
 * The bytes of an original and their version. The bytes are shared, not copied: nobody writes to
 * them.
 */
public final class SourceImage {
  private final byte[] bytes;
  private final String version;

  private SourceImage(byte[] bytes, String version) {
    this.bytes = bytes;
    this.version = version;
  }

  /**
   * Wraps an original without copying it.
   *
   * @param bytes the encoded original; the caller gives it up
   * @param version the version of these bytes; empty if the source has none
   * @return the original
   */
  public static SourceImage wrap(byte[] bytes, String version) {
    return new SourceImage(
        Objects.requireNonNull(bytes, "bytes"), Objects.requireNonNull(version, "version"));
  }

  /**
   * The encoded bytes, shared with every other reader.
   *
   * @return the bytes; must not be written to
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * The version of the bytes.
   *
   * @return a text that changes whenever the bytes do; empty if the source has none
   */
  public String version() {
    return version;
  }
}
