package io.github.imageresize.internal.codec.lzw;

/** Gives compressed bytes from the first to the last. */
public interface LzwInput {

  /**
   * Writes the next bytes.
   *
   * @param into at {@code offset} and the {@code most - 1} places behind it
   * @return how many there were; 0 at the end, and whenever asked again from then on
   */
  int read(byte[] into, int offset, int most);
}
