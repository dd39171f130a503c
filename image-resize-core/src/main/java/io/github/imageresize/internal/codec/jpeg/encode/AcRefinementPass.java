package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;

/**
 * One further bit of a band of the AC coefficients of a component (T.81 G.1.2.3). What this bit
 * makes non-zero gets a symbol that tells how many coefficients to pass over that stay zero. What
 * was not zero before gets a correction bit; those of the coefficients that a symbol passes over
 * follow it.
 */
final class AcRefinementPass implements ProgressivePass {
  private final TokenStream tokens = new TokenStream(1);
  private final EndOfBlockRun run = new EndOfBlockRun(tokens);
  private final CorrectionBits corrections = new CorrectionBits(ZigZag.LENGTH - 1);
  private final CoefficientBand band;
  private final int bit;

  /**
   * A pass before its first block.
   *
   * @param band that it codes
   * @param bit Al, which bit it is
   */
  AcRefinementPass(CoefficientBand band, int bit) {
    this.band = band;
    this.bit = bit;
  }

  @Override
  public void addBlock(int component, StoredBlocks row, int block) {
    long known = row.nonZero(block, bit + 1) & band.mask();
    long nonZero = row.nonZero(block, bit) & band.mask();
    int before = band.first() - 1;
    int zeros = 0;
    for (long rest = nonZero; rest != 0; rest &= rest - 1) {
      int k = Long.numberOfTrailingZeros(rest);
      zeros += k - before - 1;
      before = k;
      boolean anyAppearsYet = (rest & ~known) != 0;
      while (zeros > 15 && anyAppearsYet) {
        addSymbol(TokenStream.SIXTEEN_ZEROS, 0);
        zeros -= 16;
      }
      int value = row.value(k, block);
      if ((known >>> k & 1) != 0) {
        corrections.add(Math.abs(value) >> bit);
      } else {
        addSymbol(zeros << 4 | 1, value < 0 ? 0 : 1);
        zeros = 0;
      }
    }
    if (before < band.last() || zeros > 0 || corrections.count() > 0) {
      run.addBlock(corrections);
    }
  }

  private void addSymbol(int symbol, int bits) {
    run.end();
    tokens.add(0, symbol, bits);
    corrections.moveTo(tokens);
  }

  @Override
  public TokenStream finish() {
    run.end();
    return tokens;
  }
}
