package io.github.imageresize.internal.deflate;

import java.util.Arrays;

/**
 * The symbols of one block and how often they occur, written in the shortest of the three ways (RFC
 * 1951 section 3.2).
 */
final class DeflatedBlock {
  private static final int LITERALS_AND_LENGTHS = 286;
  private static final int DISTANCES = 30;
  private static final int END = 256;
  private static final int FIRST_LENGTH = 257;
  private static final int LONGEST_STORED = 65_535;

  /** Where, in a symbol that is a match, the length stands. */
  private static final int LENGTH = 16;

  /** Where, in a word for a literal, the code stands. */
  private static final int LITERAL_CODE = 4;

  private static final int LITERAL_LENGTH = (1 << LITERAL_CODE) - 1;

  /** Room for what stands before a block's symbols, and behind them. */
  private static final int SLACK = 512;

  /** By length, the symbol. */
  private static final short[] LENGTH_SYMBOLS = new short[MatchFinder.LONGEST + 1];

  /** By symbol, counted from the first, the least length, and the extra bits. */
  private static final int[] LENGTH_BASES = new int[29];

  private static final int[] LENGTH_EXTRAS = new int[29];
  private static final int[] DISTANCE_BASES = new int[DISTANCES];
  private static final int[] DISTANCE_EXTRAS = new int[DISTANCES];

  static {
    int[] lengths = Symbols.literalsAndLengths();
    for (int i = 0; i < LENGTH_BASES.length; i++) {
      LENGTH_BASES[i] = lengths[FIRST_LENGTH + i] >>> Symbols.VALUE;
      LENGTH_EXTRAS[i] = lengths[FIRST_LENGTH + i] & DecodingTable.USED;
      int end = Math.min(LENGTH_BASES[i] + (1 << LENGTH_EXTRAS[i]), LENGTH_SYMBOLS.length);
      Arrays.fill(LENGTH_SYMBOLS, LENGTH_BASES[i], end, (short) i);
    }
    int[] distances = Symbols.distances();
    for (int i = 0; i < DISTANCES; i++) {
      DISTANCE_BASES[i] = distances[i] >>> Symbols.VALUE;
      DISTANCE_EXTRAS[i] = distances[i] & DecodingTable.USED;
    }
  }

  /** Literals, or a length above a distance. */
  private final int[] symbols;

  private int count;
  private final int[] literals = new int[LITERALS_AND_LENGTHS];
  private final int[] distances = new int[DISTANCES];
  private final PrefixCode literalCode = new PrefixCode(LITERALS_AND_LENGTHS, PrefixCode.MOST);
  private final PrefixCode distanceCode = new PrefixCode(DISTANCES, PrefixCode.MOST);
  private final BlockHead head = new BlockHead();

  /** An empty block with room for so many symbols. */
  DeflatedBlock(int room) {
    symbols = new int[room];
  }

  /** How many symbols can be added. */
  int room() {
    return symbols.length - count;
  }

  boolean isFull() {
    return count == symbols.length;
  }

  void addLiteral(int literal) {
    symbols[count++] = literal;
    literals[literal]++;
  }

  void addMatch(int length, int distance) {
    symbols[count++] = length << LENGTH | distance;
    literals[FIRST_LENGTH + LENGTH_SYMBOLS[length]]++;
    distances[distanceSymbol(distance)]++;
  }

  private static int distanceSymbol(int distance) {
    if (distance <= 4) {
      return distance - 1;
    }
    int highest = 31 - Integer.numberOfLeadingZeros(distance - 1);
    return 2 * highest + (((distance - 1) >>> (highest - 1)) & 1);
  }

  /**
   * Writes the block, and begins the next.
   *
   * @param from what the symbols stand for
   */
  void write(BitOutput out, byte[] from, int start, int end, boolean last) {
    literals[END]++;
    literalCode.make(literals);
    distanceCode.make(distances);
    head.describe(literalCode.lengths, distanceCode.lengths);
    long extras = extraBits();
    long own = extras + head.bits() + literalCode.bits(literals) + distanceCode.bits(distances);
    long fixed = extras + Fixed.LITERALS.bits(literals) + Fixed.DISTANCES.bits(distances);
    long stored = storedBits(end - start);
    out.reserve((int) (Math.min(stored, Math.min(own, fixed)) / Byte.SIZE) + SLACK);
    if (stored <= Math.min(own, fixed)) {
      writeStored(out, from, start, end, last);
    } else {
      out.write(last ? 1 : 0, 1);
      out.write(own < fixed ? 2 : 1, 2);
      if (own < fixed) {
        head.write(out);
        writeSymbols(out, literalCode, distanceCode);
      } else {
        writeSymbols(out, Fixed.LITERALS, Fixed.DISTANCES);
      }
    }
    count = 0;
    Arrays.fill(literals, 0);
    Arrays.fill(distances, 0);
  }

  private long extraBits() {
    long bits = 0;
    for (int i = 0; i < LENGTH_EXTRAS.length; i++) {
      bits += (long) literals[FIRST_LENGTH + i] * LENGTH_EXTRAS[i];
    }
    for (int i = 0; i < DISTANCES; i++) {
      bits += (long) distances[i] * DISTANCE_EXTRAS[i];
    }
    return bits;
  }

  private static long storedBits(int bytes) {
    int blocks = Math.max(1, (bytes + LONGEST_STORED - 1) / LONGEST_STORED);
    return Byte.SIZE * (bytes + 5L * blocks);
  }

  private static void writeStored(BitOutput out, byte[] from, int start, int end, boolean last) {
    int at = start;
    do {
      int length = Math.min(LONGEST_STORED, end - at);
      out.write(last && at + length == end ? 1 : 0, 3);
      out.alignToByte();
      out.write(length | (long) (~length & 0xFFFF) << 16, 32);
      out.copy(from, at, length);
      at += length;
    } while (at < end);
  }

  private void writeSymbols(BitOutput out, PrefixCode literalsBy, PrefixCode distancesBy) {
    int[] words = words(literalsBy);
    int done = 0;
    while (done < count) {
      done = writeLiterals(out, words, done);
      if (done < count) {
        writeMatch(out, symbols[done], literalsBy, distancesBy);
        done++;
      }
    }
    out.write(literalsBy.codes[END], literalsBy.lengths[END]);
  }

  /** By literal, the code above its length. */
  private static int[] words(PrefixCode code) {
    int[] words = new int[END];
    for (int i = 0; i < END; i++) {
      words[i] = code.codes[i] << LITERAL_CODE | code.lengths[i];
    }
    return words;
  }

  /**
   * Writes literals up to the next match, some of them by one word.
   *
   * @return where that match is
   */
  private int writeLiterals(BitOutput out, int[] words, int from) {
    byte[] array = out.array;
    int length = out.length;
    long bits = out.bits;
    int held = out.count;
    int i = from;
    while (i < count && symbols[i] < END) {
      int word = words[symbols[i]];
      bits |= (long) (word >>> LITERAL_CODE) << held;
      held += word & LITERAL_LENGTH;
      if (held > Long.SIZE - 1 - PrefixCode.MOST) {
        BitInput.LONG.set(array, length, bits);
        length += held >>> 3;
        bits >>>= held & ~7;
        held &= 7;
      }
      i++;
    }
    BitInput.LONG.set(array, length, bits);
    out.length = length + (held >>> 3);
    out.bits = bits >>> (held & ~7);
    out.count = held & 7;
    return i;
  }

  private static void writeMatch(
      BitOutput out, int match, PrefixCode literalsBy, PrefixCode distancesBy) {
    int length = match >>> LENGTH;
    int lengthSymbol = LENGTH_SYMBOLS[length];
    int used = literalsBy.lengths[FIRST_LENGTH + lengthSymbol];
    long bits = literalsBy.codes[FIRST_LENGTH + lengthSymbol];
    bits |= (long) (length - LENGTH_BASES[lengthSymbol]) << used;
    used += LENGTH_EXTRAS[lengthSymbol];
    int distance = match & 0xFFFF;
    int symbol = distanceSymbol(distance);
    bits |= (long) distancesBy.codes[symbol] << used;
    used += distancesBy.lengths[symbol];
    bits |= (long) (distance - DISTANCE_BASES[symbol]) << used;
    used += DISTANCE_EXTRAS[symbol];
    out.write(bits, used);
  }

  /** Made when a block wants them. */
  private static final class Fixed {
    private static final PrefixCode LITERALS = PrefixCode.of(BlockCodes.fixedLiteralLengths());
    private static final PrefixCode DISTANCES = PrefixCode.of(BlockCodes.fixedDistanceLengths());
  }
}
