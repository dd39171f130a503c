package io.github.imageresize.internal.codec.jpeg.encode;

/** A band of the AC coefficients of a component but for their lowest bits (T.81 G.1.2.2). */
final class AcFirstPass implements ProgressivePass {
  private final TokenStream tokens = new TokenStream(1);
  private final EndOfBlockRun run = new EndOfBlockRun(tokens);
  private final CoefficientBand band;
  private final int bit;

  /**
   * A pass before its first block.
   *
   * @param band that it codes
   * @param bit Al, the bits that are left to refinement
   */
  AcFirstPass(CoefficientBand band, int bit) {
    this.band = band;
    this.bit = bit;
  }

  @Override
  public void addBlock(int component, StoredBlocks row, int block) {
    long rest = row.nonZero(block, bit) & band.mask();
    if (rest != 0) {
      run.end();
    }
    int before = band.first() - 1;
    for (; rest != 0; rest &= rest - 1) {
      int k = Long.numberOfTrailingZeros(rest);
      tokens.addAc(0, k - before - 1, row.value(k, block) / (1 << bit));
      before = k;
    }
    if (before < band.last()) {
      run.addBlock();
    }
  }

  @Override
  public TokenStream finish() {
    run.end();
    return tokens;
  }
}
