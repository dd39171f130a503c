package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.internal.codec.lzw.LzwInput;

/** What sub-blocks hold, as far as they go. Not thread-safe. */
final class GifSubBlocks implements LzwInput {
  private final byte[] gif;
  private int at;
  private int blockLeft;
  private boolean ended;

  /** Begins at the first sub-block. */
  GifSubBlocks(byte[] gif, int start) {
    this.gif = gif;
    at = start;
  }

  @Override
  public int read(byte[] into, int offset, int most) {
    if (blockLeft == 0 && !ended) {
      blockLeft = at < gif.length ? gif[at++] & 0xFF : 0;
      ended = blockLeft == 0;
    }
    int count = Math.min(most, Math.min(blockLeft, gif.length - at));
    System.arraycopy(gif, at, into, offset, count);
    at += count;
    blockLeft -= count;
    return count;
  }
}
