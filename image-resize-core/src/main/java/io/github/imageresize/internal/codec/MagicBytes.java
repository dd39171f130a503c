package io.github.imageresize.internal.codec;

/** Compares the bytes at a place of a file. */
public final class MagicBytes {
  private MagicBytes() {}

  /** Whether a file has these bytes there, each 0..255. */
  public static boolean stand(byte[] file, int offset, int... magic) {
    if (file.length < offset + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((file[offset + i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
