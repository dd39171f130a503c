package io.github.imageresize.internal.deflate;

import java.util.Arrays;

/** The codes of a block that is compressed (RFC 1951 sections 3.2.6 and 3.2.7). */
final class BlockCodes {
  static final int LITERAL_BITS = 11;
  static final int DISTANCE_BITS = 9;

  /** Entries that are enough whatever the codes are, as zlib's {@code enough} counts them. */
  private static final int LITERAL_ENTRIES = 2400;

  private static final int DISTANCE_ENTRIES = 640;
  private static final int LENGTH_BITS = 7;

  private static final int[] LITERALS_AND_LENGTHS = Symbols.literalsAndLengths();
  private static final int[] DISTANCES = Symbols.distances();
  private static final int[] CODE_LENGTHS = Symbols.numbers(19);
  static final int[] CODE_LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int MOST_LITERALS_AND_LENGTHS = 286;
  private static final int MOST_DISTANCES = 30;
  private static final int END_OF_BLOCK = 256;
  private static final int SHORT_LITERAL = 4;
  private static final int REPEAT_PREVIOUS = 16;
  private static final int REPEAT_ZERO = 17;

  final DecodingTable literals =
      new DecodingTable(LITERAL_BITS, Symbols.LITERAL_OR_LENGTH_CODES, LITERAL_ENTRIES);
  final DecodingTable distances =
      new DecodingTable(DISTANCE_BITS, Symbols.DISTANCE_CODES, DISTANCE_ENTRIES);
  private final DecodingTable codeLengths =
      new DecodingTable(LENGTH_BITS, CODE_LENGTHS.length, 1 << LENGTH_BITS);

  /** Of the literals' codes, and behind them the distances'. */
  private final byte[] lengths = new byte[Symbols.LITERAL_OR_LENGTH_CODES + Symbols.DISTANCE_CODES];

  /** The codes that blocks may use without describing them. */
  static BlockCodes fixed() {
    BlockCodes codes = new BlockCodes();
    byte[] literalLengths = fixedLiteralLengths();
    byte[] distanceLengths = fixedDistanceLengths();
    System.arraycopy(literalLengths, 0, codes.lengths, 0, literalLengths.length);
    System.arraycopy(
        distanceLengths, 0, codes.lengths, literalLengths.length, distanceLengths.length);
    codes.build(Symbols.LITERAL_OR_LENGTH_CODES, Symbols.DISTANCE_CODES);
    return codes;
  }

  static byte[] fixedLiteralLengths() {
    byte[] lengths = new byte[Symbols.LITERAL_OR_LENGTH_CODES];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (byte) (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
    }
    return lengths;
  }

  static byte[] fixedDistanceLengths() {
    byte[] lengths = new byte[Symbols.DISTANCE_CODES];
    Arrays.fill(lengths, (byte) 5);
    return lengths;
  }

  /** How many bits a literal's code has. */
  int length(int literal) {
    return lengths[literal];
  }

  /**
   * Reads the codes that stand before a block.
   *
   * @return false if they are no codes, or if the input ends
   */
  boolean read(BitInput in) {
    int literalCodes = in.take(5);
    int distanceCodes = in.take(5);
    int given = in.take(4);
    if (given < 0
        || literalCodes + 257 > MOST_LITERALS_AND_LENGTHS
        || distanceCodes + 1 > MOST_DISTANCES) {
      return false;
    }
    return readCodeLengths(in, given + 4)
        && readLengths(in, literalCodes + 257 + distanceCodes + 1)
        && lengths[END_OF_BLOCK] > 0
        && build(literalCodes + 257, distanceCodes + 1);
  }

  private boolean build(int literalCodes, int distanceCodes) {
    if (!literals.build(lengths, 0, literalCodes, LITERALS_AND_LENGTHS, true)
        || !distances.build(lengths, literalCodes, distanceCodes, DISTANCES, true)) {
      return false;
    }
    if (hasShortLiteral()) {
      literals.joinLiterals();
    }
    return true;
  }

  /** Whether literals are often followed by others whose codes fit beside theirs. */
  private boolean hasShortLiteral() {
    for (int literal = 0; literal < END_OF_BLOCK; literal++) {
      if (lengths[literal] > 0 && lengths[literal] <= SHORT_LITERAL) {
        return true;
      }
    }
    return false;
  }

  private boolean readCodeLengths(BitInput in, int given) {
    byte[] ofLengths = new byte[CODE_LENGTHS.length];
    for (int i = 0; i < given; i++) {
      int length = in.take(3);
      if (length < 0) {
        return false;
      }
      ofLengths[CODE_LENGTH_ORDER[i]] = (byte) length;
    }
    return codeLengths.build(ofLengths, 0, ofLengths.length, CODE_LENGTHS, false);
  }

  private boolean readLengths(BitInput in, int all) {
    int done = 0;
    while (done < all) {
      in.fill();
      int entry = codeLengths.entries()[in.peek(codeLengths.bits())];
      int used = entry & DecodingTable.USED;
      if (entry < 0 || used > in.count) {
        return false;
      }
      in.skip(used);
      int symbol = entry >>> Symbols.VALUE;
      if (symbol < REPEAT_PREVIOUS) {
        lengths[done++] = (byte) symbol;
        continue;
      }
      int end = done + repetitions(in, symbol);
      if (end <= done || end > all || (symbol == REPEAT_PREVIOUS && done == 0)) {
        return false;
      }
      byte repeated = symbol == REPEAT_PREVIOUS ? lengths[done - 1] : 0;
      while (done < end) {
        lengths[done++] = repeated;
      }
    }
    return true;
  }

  /** How often; not positive if the input ends. */
  private static int repetitions(BitInput in, int symbol) {
    int bits = symbol == REPEAT_PREVIOUS ? 2 : symbol == REPEAT_ZERO ? 3 : 7;
    int least = symbol <= REPEAT_ZERO ? 3 : 11;
    int more = in.take(bits);
    return more < 0 ? 0 : least + more;
  }
}
