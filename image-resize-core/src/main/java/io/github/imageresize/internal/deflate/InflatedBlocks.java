package io.github.imageresize.internal.deflate;

/**
 * Inflates blocks (RFC 1951 section 3.2), a step at a time: a block's head, or what follows it
 * until the room or the block ends.
 */
final class InflatedBlocks {
  /** What the codes of a block take. */
  static final int MEMORY = 16 << 10;

  private static final int STORED = 0;
  private static final int FIXED = 1;
  private static final int DYNAMIC = 2;

  private final BitInput in;
  private final byte[] out;
  private final InflatedSymbols symbols;
  private final BlockCodes dynamic = new BlockCodes();

  /** Bytes of a stored block that are left. */
  private int stored;

  private boolean coded;
  private boolean last;
  private boolean ended;
  private boolean complete;

  /** Blocks at the beginning of {@code out}. */
  InflatedBlocks(BitInput in, byte[] out) {
    this.in = in;
    this.out = out;
    symbols = new InflatedSymbols(in, out, dynamic);
  }

  /** Whether there is no more to come. */
  boolean ended() {
    return ended;
  }

  /** Whether the last block has come to its end. */
  boolean complete() {
    return complete;
  }

  /**
   * Makes a step.
   *
   * @param at where to write in the array, which has all that was inflated before, or the last 32
   *     KiB of it, before that place
   * @param end where no symbol may begin any more; the longest one fits behind it
   * @return behind what was inflated
   */
  int inflate(int at, int end) {
    if (stored > 0) {
      int copied = in.copy(out, at, Math.min(stored, end - at));
      stored -= copied;
      ended = copied == 0;
      return at + copied;
    }
    if (coded) {
      int made = symbols.inflate(at, end);
      coded = symbols.inBlock();
      ended = symbols.ended();
      return made;
    }
    if (last) {
      complete = true;
      ended = true;
    } else {
      ended = !begin();
    }
    return at;
  }

  private boolean begin() {
    last = in.take(1) == 1;
    switch (in.take(2)) {
      case STORED -> {
        return beginStored();
      }
      case FIXED -> symbols.begin(Fixed.CODES);
      case DYNAMIC -> {
        if (!dynamic.read(in)) {
          return false;
        }
        symbols.begin(dynamic);
      }
      default -> {
        return false;
      }
    }
    coded = true;
    return true;
  }

  private boolean beginStored() {
    in.alignToByte();
    stored = in.take(16);
    int complement = in.take(16);
    return complement >= 0 && stored == (~complement & 0xFFFF);
  }

  /** Made when a block wants them. */
  private static final class Fixed {
    private static final BlockCodes CODES = BlockCodes.fixed();
  }
}
