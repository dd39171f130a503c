package io.github.imageresize.codec;

/** The bytes of an embedded colour profile (ICC.1), as they stood in the file, unchecked. */
public final class IccProfile {
  private final byte[] bytes;

  private IccProfile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Wraps a profile; the caller gives the array up. */
  public static IccProfile wrap(byte[] bytes) {
    return new IccProfile(bytes);
  }

  /** The profile, shared with every other reader; not to be written to. */
  public byte[] bytes() {
    return bytes;
  }
}
