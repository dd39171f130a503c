package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;

/**
 * Blocks in a row whose remaining coefficients of a band are zero, or were not before the scan and
 * are but corrected: one symbol for all of them (T.81 G.1.2.2), followed by their correction bits
 * (G.1.2.3). Not thread-safe.
 */
final class EndOfBlockRun {
  /** The most blocks that a symbol stands for. */
  static final int LONGEST = 0x7FFF;

  /** With more correction bits than this, the next block's might not find room. */
  static final int MOST_CORRECTIONS = 1000 - (ZigZag.LENGTH - 1);

  private final TokenStream tokens;
  private final CorrectionBits corrections =
      new CorrectionBits(MOST_CORRECTIONS + ZigZag.LENGTH - 1);
  private int blocks;

  /** An empty run, whose symbols go to the first table of a stream. */
  EndOfBlockRun(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** Adds a block without corrections behind its last symbol. */
  void addBlock() {
    blocks++;
    if (blocks == LONGEST) {
      end();
    }
  }

  /**
   * Adds a block.
   *
   * @param corrections at most 63, those behind the block's last symbol; left empty
   */
  void addBlock(CorrectionBits corrections) {
    this.corrections.takeAll(corrections);
    if (this.corrections.count() > MOST_CORRECTIONS) {
      blocks++;
      end();
    } else {
      addBlock();
    }
  }

  /** Ends the run, if there is one: any other symbol must come behind it. */
  void end() {
    if (blocks > 0) {
      int size = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(blocks);
      tokens.add(0, size << 4, blocks - (1 << size));
      blocks = 0;
      corrections.moveTo(tokens);
    }
  }
}
