package io.github.imageresize.internal.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Inflates the symbols of a block: fast while there is enough of the input's piece, and near its
 * end symbol by symbol.
 *
 * <p>The fast way is that of Eric Biggers's libdeflate: a word of the input is loaded whole
 * whenever bits may run short, an entry of the table tells a symbol with its extra bits, and copies
 * overshoot what will be overwritten.
 */
final class InflatedSymbols {
  private static final VarHandle LONG = BitInput.LONG;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** What the fast way may read at a turn: a word, and another 7 bytes behind its beginning. */
  private static final int FAST_INPUT = 16;

  private static final int WORD = Long.BYTES;

  /** What makes a word of its lowest bytes repeated, by their number. */
  private static final long[] REPEATED = new long[WORD + 1];

  /** How far words lie apart that are the same then: the least multiple that is a word at least. */
  private static final int[] APART = new int[WORD + 1];

  static {
    for (int bytes = 1; bytes <= WORD; bytes++) {
      for (int at = 0; at < WORD; at += bytes) {
        REPEATED[bytes] |= 1L << (at * Byte.SIZE);
        APART[bytes] = at + bytes;
      }
    }
  }

  private static final int LITERAL_MASK = (1 << BlockCodes.LITERAL_BITS) - 1;
  private static final int DISTANCE_MASK = (1 << BlockCodes.DISTANCE_BITS) - 1;

  private final BitInput in;
  private final byte[] out;
  private BlockCodes codes;
  private boolean inBlock;
  private boolean ended;

  InflatedSymbols(BitInput in, byte[] out, BlockCodes codes) {
    this.in = in;
    this.out = out;
    this.codes = codes;
  }

  /** Begins a block of such codes. */
  void begin(BlockCodes ofBlock) {
    codes = ofBlock;
    inBlock = true;
  }

  /** Whether the block goes on. */
  boolean inBlock() {
    return inBlock;
  }

  /** Whether the input has ended, or what comes is no symbol. */
  boolean ended() {
    return ended;
  }

  /**
   * Inflates until the room, the block or the input ends.
   *
   * @param at where to write
   * @param end where no symbol may begin any more
   * @return behind what was written
   */
  int inflate(int at, int end) {
    int made = at;
    while (made < end && inBlock && !ended) {
      if (in.end - in.next >= FAST_INPUT) {
        made = inflateFast(made, end);
      }
      if (made < end && !ended) {
        made = inflateNext(made);
      }
    }
    return made;
  }

  /** Inflates until the next symbol is the end, or no symbol, or has a code that is long. */
  private int inflateFast(int at, int end) {
    byte[] from = in.array;
    byte[] to = out;
    int[] literals = codes.literals.entries();
    int[] distances = codes.distances.entries();
    int lastWord = in.end - FAST_INPUT;
    int next = in.next;
    long bits = in.bits;
    int count = in.count;
    int made = at;
    // Of count, the lowest six bits are true. A word loaded is 56 bits at least: enough for a
    // literal of 11, a length of 11 and 5 extra, and a distance of 9 and 13.
    while (next <= lastWord && made < end) {
      bits |= (long) LONG.get(from, next) << count;
      next += (~count & 63) >>> 3;
      count |= 56;
      int entry = literals[(int) bits & LITERAL_MASK];
      if ((entry & Symbols.LITERALS_MASK) != 0) {
        INT.set(to, made, entry >>> Symbols.LITERAL);
        made += entry >>> Symbols.LITERALS & 3;
        bits >>>= entry;
        count -= entry;
        entry = literals[(int) bits & LITERAL_MASK];
        if ((entry & Symbols.LITERALS_MASK) != 0) {
          INT.set(to, made, entry >>> Symbols.LITERAL);
          made += entry >>> Symbols.LITERALS & 3;
          bits >>>= entry;
          count -= entry;
          entry = literals[(int) bits & LITERAL_MASK];
          if ((entry & Symbols.LITERALS_MASK) != 0) {
            INT.set(to, made, entry >>> Symbols.LITERAL);
            made += entry >>> Symbols.LITERALS & 3;
            bits >>>= entry;
            count -= entry;
            continue;
          }
          bits |= (long) LONG.get(from, next) << count;
          next += (~count & 63) >>> 3;
          count |= 56;
        }
      }
      if (entry < 0) {
        break;
      }
      int length = value(entry, bits);
      bits >>>= entry;
      count -= entry;
      entry = distances[(int) bits & DISTANCE_MASK];
      int distance = value(entry, bits);
      if (entry < 0 || distance > made) {
        in.stand(next, bits, count);
        return repeat(made, length);
      }
      bits >>>= entry;
      count -= entry;
      copy(to, made, distance, length);
      made += length;
    }
    in.stand(next, bits, count);
    return made;
  }

  /** Where, in the table of longer codes that an entry tells, the entry of the next bits is. */
  private static int longer(int entry, long bits) {
    int mask = (1 << (entry & DecodingTable.USED)) - 1;
    return (entry >>> Symbols.VALUE & Symbols.VALUE_MASK) + ((int) bits & mask);
  }

  /** What an entry tells with the extra bits behind the code. */
  private static int value(int entry, long bits) {
    int own = (int) bits & ((1 << entry) - 1);
    int codeLength = entry >>> Symbols.CODE_LENGTH & Symbols.CODE_LENGTH_MASK;
    return (entry >>> Symbols.VALUE) + (own >>> codeLength);
  }

  /** Copies what lies so far before; may write up to 15 bytes behind it. */
  private static void copy(byte[] array, int at, int distance, int length) {
    // Below a word's length, a word is made of what is repeated.
    int repeated = Math.min(distance, WORD);
    long mask = -1L >>> -(repeated * Byte.SIZE);
    LONG.set(array, at, ((long) LONG.get(array, at - distance) & mask) * REPEATED[repeated]);
    int apart = Math.max(distance, APART[repeated]);
    LONG.set(array, at + WORD, (long) LONG.get(array, at + WORD - apart));
    if (length > 2 * WORD) {
      copyLong(array, at + 2 * WORD, apart, length - 2 * WORD);
    }
  }

  /** Copies what lies so far before, at least a word; may write up to 15 bytes behind it. */
  private static void copyLong(byte[] array, int at, int distance, int length) {
    if (distance >= length) {
      System.arraycopy(array, at - distance, array, at, length);
      return;
    }
    int end = at + length;
    int to = at;
    do {
      LONG.set(array, to, (long) LONG.get(array, to - distance));
      LONG.set(array, to + WORD, (long) LONG.get(array, to + WORD - distance));
      to += 2 * WORD;
    } while (to < end);
  }

  /** Inflates one symbol, if all of it is there. */
  private int inflateNext(int at) {
    in.fill();
    int entry = codes.literals.entries()[(int) in.bits & LITERAL_MASK];
    if ((entry & Symbols.LITERALS_MASK) != 0) {
      return literal(at, entry);
    }
    int before = 0;
    if ((entry & Symbols.LONGER) == Symbols.LONGER) {
      before = BlockCodes.LITERAL_BITS;
      entry = codes.literals.entries()[longer(entry, in.bits >>> before)];
      if ((entry & Symbols.LITERALS_MASK) != 0) {
        return literal(at, entry);
      }
    }
    int used = before + (entry & DecodingTable.USED);
    if (used > in.count) {
      ended = true;
      return at;
    }
    int length = value(entry, in.bits >>> before);
    in.skip(used);
    if (entry < 0) {
      inBlock = false;
      ended = (entry & Symbols.INVALID) == Symbols.INVALID;
      return at;
    }
    return repeat(at, length);
  }

  /** The first of an entry's literals: the codes of the others may not be there. */
  private int literal(int at, int entry) {
    int literal = entry >>> Symbols.LITERAL & 0xFF;
    int used = codes.length(literal);
    if (used > in.count) {
      ended = true;
      return at;
    }
    in.skip(used);
    out[at] = (byte) literal;
    return at + 1;
  }

  private int repeat(int at, int length) {
    in.fill();
    int entry = codes.distances.entries()[(int) in.bits & DISTANCE_MASK];
    int before = 0;
    if ((entry & Symbols.LONGER) == Symbols.LONGER) {
      before = BlockCodes.DISTANCE_BITS;
      entry = codes.distances.entries()[longer(entry, in.bits >>> before)];
    }
    int used = before + (entry & DecodingTable.USED);
    int distance = value(entry, in.bits >>> before);
    if (entry < 0 || used > in.count || distance > at) {
      ended = true;
      return at;
    }
    in.skip(used);
    copy(out, at, distance, length);
    return at + length;
  }
}
