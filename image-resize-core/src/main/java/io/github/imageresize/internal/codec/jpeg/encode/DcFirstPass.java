package io.github.imageresize.internal.codec.jpeg.encode;

/**
 * The DC coefficients but for their lowest bits, as differences like those of a sequential scan
 * (T.81 G.1.2.1). Table 0 is for luma, table 1 for chroma.
 */
final class DcFirstPass implements ProgressivePass {
  private final TokenStream tokens;
  private final int bit;
  private final int[] predictions;

  /**
   * A pass before its first block.
   *
   * @param components of the image
   * @param bit Al, the bits that are left to refinement
   */
  DcFirstPass(int components, int bit) {
    tokens = new TokenStream(Math.min(components, 2));
    predictions = new int[components];
    this.bit = bit;
  }

  @Override
  public void addBlock(int component, StoredBlocks row, int block) {
    int dc = row.value(0, block) >> bit;
    tokens.addDc(Math.min(component, 1), dc - predictions[component]);
    predictions[component] = dc;
  }

  @Override
  public TokenStream finish() {
    return tokens;
  }
}
