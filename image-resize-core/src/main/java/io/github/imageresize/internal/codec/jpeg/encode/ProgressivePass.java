package io.github.imageresize.internal.codec.jpeg.encode;

/** Makes the tokens of one scan of a progressive JPEG, block by block. Not thread-safe. */
interface ProgressivePass {
  /**
   * Appends the next block of the scan.
   *
   * @param component index in the image
   * @param row that holds the block
   * @param block index in the row
   */
  void addBlock(int component, StoredBlocks row, int block);

  /** Ends the scan: its tokens. */
  TokenStream finish();
}
