package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import io.github.imageresize.internal.codec.jpeg.ZigZag;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes the one scan of a sequential JPEG (T.81 F.2) row by row. There are two loops: one for
 * MCUs of which only the DC coefficients are needed, since they are outside of the region or all
 * components are decoded at 1/8, and one for the others.
 *
 * <p>Both keep the bits that they decode left-aligned in a word, and load the next eight bytes
 * before they know how many bits the current symbol takes: the load is off the path that one
 * symbol's decoding waits for the other's, and there is no branch that asks whether to refill.
 */
final class SequentialScan {
  private final EntropyReader reader;
  private final int mcusPerRow;
  private final int restartInterval;
  private final Slot[] slots;
  private final int[] predictions;
  private final boolean dcOnly;
  private int position;
  private int untilRestart;
  private int restarts;

  /** A block's place in the MCU and all that decoding it needs. */
  private static final class Slot {
    final int component;
    final DcSymbolTable dcSymbols;
    final HuffmanTable ac;
    final int[] symbols;
    final short[] skips;
    final long[] pairs;

    /** Where coefficients stand, by the index behind theirs; anywhere that an index can get to. */
    final int[] offsets = new int[ZigZag.LENGTH + 2 * 128];

    final int lastNeeded;
    final float[] coefficients;
    final int firstBlock;
    final int blocksPerMcu;

    Slot(
        int component,
        HuffmanTable dc,
        HuffmanTable ac,
        ComponentLayout layout,
        CoefficientRows rows,
        int v,
        int h) {
      this.component = component;
      dcSymbols = dc.dcSymbols();
      this.ac = ac;
      symbols = ac.symbols();
      skips = ac.skips();
      lastNeeded = layout.lastNeeded();
      pairs = lastNeeded > 0 ? ac.pairs() : new long[0];
      coefficients = rows.row(v);
      firstBlock = h;
      blocksPerMcu = layout.horizontal();
      for (int next = 0; next < offsets.length; next++) {
        int index = next - 1;
        int place =
            index >= 0 && index < ZigZag.LENGTH ? layout.planeOf(index) : layout.coefficients();
        offsets[next] = place * layout.blocksPerRow();
      }
    }
  }

  /**
   * A scan before its first MCU.
   *
   * @param reader at the scan's data
   * @param scan names the tables
   * @param tables in force
   * @param picture the image's MCUs
   * @param rows where the components' coefficients go, in the frame's order
   */
  SequentialScan(
      EntropyReader reader,
      ScanHeader scan,
      CodingTables tables,
      PictureLayout picture,
      List<CoefficientRows> rows) {
    this.reader = reader;
    mcusPerRow = picture.mcusPerRow();
    restartInterval = tables.restartInterval();
    untilRestart = restartInterval;
    predictions = new int[rows.size()];
    slots = new Slot[picture.blocksPerMcu()];
    int filled = 0;
    for (ScanHeader.ScanComponent component : scan.components()) {
      ComponentLayout layout = picture.components().get(component.index());
      HuffmanTable dc = tables.dc(component.dcTable());
      HuffmanTable ac = tables.ac(component.acTable());
      for (int v = 0; v < layout.vertical(); v++) {
        for (int h = 0; h < layout.horizontal(); h++) {
          slots[filled++] =
              new Slot(component.index(), dc, ac, layout, rows.get(component.index()), v, h);
        }
      }
    }
    boolean anyAc = false;
    for (ComponentLayout layout : picture.components()) {
      anyAc |= layout.lastNeeded() > 0;
    }
    dcOnly = !anyAc;
  }

  /**
   * Decodes the next row. Blocks whose data are missing keep what is there.
   *
   * @param firstMcu the first MCU whose coefficients are needed
   * @param endMcu behind the last one; of the others only DC coefficients are right
   */
  void decodeRow(int firstMcu, int endMcu) {
    if (dcOnly) {
      decodeDc(0, mcusPerRow);
      return;
    }
    decodeDc(0, firstMcu);
    decodeAll(firstMcu, endMcu);
    decodeDc(endMcu, mcusPerRow);
  }

  /** Between MCUs: starts the next restart interval where one ends. */
  private void restart() {
    reader.restart(restarts++ & 7);
    position = 0;
    untilRestart = restartInterval;
    Arrays.fill(predictions, 0);
  }

  private void decodeAll(int from, int to) {
    for (int mcu = from; mcu < to; mcu++) {
      if (restartInterval > 0 && untilRestart-- == 0) {
        restart();
        untilRestart--;
      }
      if (reader.exhausted()) {
        continue;
      }
      int at = position;
      byte[] window = reader.window();
      for (Slot slot : slots) {
        at = decodeBlock(window, at, slot, predictions, slot.firstBlock + mcu * slot.blocksPerMcu);
      }
      position = at > reader.limit() ? reader.advance(at) : at;
    }
  }

  private static int decodeBlock(
      byte[] window, int start, Slot slot, int[] predictions, int block) {
    int at = start;
    float[] coefficients = slot.coefficients;
    long bits = EntropyReader.bitsAt(window, at);
    int dc = slot.dcSymbols.find(bits);
    int prediction = predictions[slot.component] + DcSymbolTable.difference(dc, bits);
    predictions[slot.component] = prediction;
    coefficients[block] = prediction;
    bits <<= dc;
    at += DcSymbolTable.bits(dc);
    int next = 1;
    int lastNeeded = slot.lastNeeded;
    if (lastNeeded > 0) {
      long[] pairs = slot.pairs;
      int[] offsets = slot.offsets;
      do {
        long word = EntropyReader.wordAt(window, at);
        int shift = at & 7;
        long pair = pairs[(int) (bits >>> (64 - CoefficientPairs.BITS))];
        int counts = (int) pair;
        if (counts == 0) {
          int symbol = AcSymbolTable.find(slot.symbols, bits);
          int length = AcSymbol.bits(symbol);
          next += AcSymbol.advance(symbol);
          int value = AcSymbol.extend(bits << AcSymbol.codeLength(symbol), AcSymbol.size(symbol));
          coefficients[offsets[next] + block] = value;
          bits = word << (shift + length);
          at += length;
          continue;
        }
        int length = counts & 63;
        bits = word << (shift + length);
        at += length;
        next += counts >> 8 & 255;
        int values = (int) (pair >>> 32);
        coefficients[offsets[next] + block] = Float.intBitsToFloat(values << 16);
        int secondAdvance = counts >> 16;
        next += secondAdvance;
        coefficients[offsets[next] + block] = Float.intBitsToFloat(values & 0xFFFF0000);
        if (next - secondAdvance == ZigZag.LENGTH && secondAdvance != 0) {
          // The first filled the block, so the second belongs to the next one.
          at -= length;
          bits = EntropyReader.bitsAt(window, at);
          return at + AcSymbol.bits(AcSymbolTable.find(slot.symbols, bits));
        }
      } while (next <= lastNeeded);
    }
    return next < ZigZag.LENGTH ? skipRest(window, at, bits, slot, next) : at;
  }

  /** Passes over the coefficients from {@code index} on. */
  private static int skipRest(byte[] window, int start, long firstBits, Slot slot, int index) {
    int at = start;
    long bits = firstBits;
    int next = index;
    short[] skips = slot.skips;
    int step;
    do {
      long word = EntropyReader.wordAt(window, at);
      int shift = at & 7;
      step = skips[(int) (bits >>> (64 - CoefficientSkips.BITS))];
      if (step == 0) {
        return skipSingly(window, at, slot.ac, next);
      }
      int length = CoefficientSkips.bits(step);
      bits = word << (shift + length);
      at += length;
      next += CoefficientSkips.places(step);
    } while (next < ZigZag.LENGTH);
    if (CoefficientSkips.overran(next)) {
      int before = next - CoefficientSkips.places(step);
      return skipSingly(window, at - CoefficientSkips.bits(step), slot.ac, before);
    }
    return at;
  }

  /**
   * The same, symbol by symbol. The symbol comes from {@link HuffmanTable#symbol}, not from {@code
   * slot.symbols}: with that, C2 inlines this method into the loop above, which loses 12 to 15 %.
   */
  private static int skipSingly(byte[] window, int start, HuffmanTable ac, int index) {
    int at = start;
    int next = index;
    while (next < ZigZag.LENGTH) {
      int symbol = ac.symbol(EntropyReader.bitsAt(window, at));
      at += AcSymbol.bits(symbol);
      next += AcSymbol.advance(symbol);
    }
    return at;
  }

  /** The loop for DC coefficients, in one method: it spends few instructions on a block. */
  private void decodeDc(int from, int to) {
    byte[] window = reader.window();
    int[] predictions = this.predictions;
    int at = position;
    for (int mcu = from; mcu < to; mcu++) {
      if (restartInterval > 0 && untilRestart-- == 0) {
        restart();
        at = position;
        untilRestart--;
      }
      if (reader.exhausted()) {
        continue;
      }
      for (Slot slot : slots) {
        long bits = EntropyReader.bitsAt(window, at);
        int dc = slot.dcSymbols.find(bits);
        int prediction = predictions[slot.component] + DcSymbolTable.difference(dc, bits);
        predictions[slot.component] = prediction;
        slot.coefficients[slot.firstBlock + mcu * slot.blocksPerMcu] = prediction;
        bits <<= dc;
        at += DcSymbolTable.bits(dc);
        at = skipRest(window, at, bits, slot, 1);
      }
      if (at > reader.limit()) {
        at = reader.advance(at);
      }
    }
    position = at;
  }
}
