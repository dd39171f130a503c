package io.github.imageresize.internal.codec.jpeg.encode;

/** One further bit of each DC coefficient, without any symbol (T.81 G.1.2.1). */
final class DcRefinementPass implements ProgressivePass {
  private final TokenStream tokens = new TokenStream(0);
  private final int bit;

  /**
   * A pass before its first block.
   *
   * @param bit Al, which bit it is
   */
  DcRefinementPass(int bit) {
    this.bit = bit;
  }

  @Override
  public void addBlock(int component, StoredBlocks row, int block) {
    tokens.addBits(row.value(0, block) >> bit & 1, 1);
  }

  @Override
  public TokenStream finish() {
    return tokens;
  }
}
