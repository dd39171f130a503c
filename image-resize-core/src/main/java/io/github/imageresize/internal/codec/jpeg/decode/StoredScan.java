package io.github.imageresize.internal.codec.jpeg.decode;

import java.util.List;

/**
 * A scan whose coefficients are stored until all scans are read: any of a progressive JPEG, and
 * those of a sequential one that has several. Subclasses decode blocks; the order of blocks (T.81
 * A.2) and restart intervals are the same for all.
 */
abstract class StoredScan {
  private final EntropyReader reader;
  private final List<CoefficientStore> stores;
  private final int restartInterval;
  private int untilRestart;
  private int restarts;
  private int position;

  /**
   * A scan before its first block.
   *
   * @param reader at the scan's data, for units of at least as many blocks as this scan's
   * @param stores of the scan's components, in the scan's order
   * @param restartInterval units between restart markers, 0 for none
   */
  StoredScan(EntropyReader reader, List<CoefficientStore> stores, int restartInterval) {
    this.reader = reader;
    this.stores = stores;
    this.restartInterval = restartInterval;
    untilRestart = restartInterval;
  }

  /**
   * Decodes neighbouring coding units of a row: blocks if the scan has one component, otherwise
   * MCUs. Between any two units the position must pass {@link #within}.
   *
   * @param start the bit position
   * @return the new position
   */
  abstract int decodeUnits(int row, int from, int to, int start);

  /** Forgets what a restart interval knows of the blocks before. */
  abstract void reset();

  final EntropyReader reader() {
    return reader;
  }

  final CoefficientStore store(int component) {
    return stores.get(component);
  }

  /** The position to go on at with the next unit; nothing is to be read if data are missing. */
  final int within(int at) {
    return at > reader.limit() ? reader.advance(at) : at;
  }

  /** Rows of blocks or of MCUs that the scan has. */
  final int rows(PictureLayout picture) {
    return stores.size() == 1 ? store(0).layout().ownBlockRows() : picture.mcuRows();
  }

  /** Decodes one row of the scan. */
  final void decodeRow(PictureLayout picture, int row) {
    int end = stores.size() == 1 ? store(0).layout().ownBlocksPerRow() : picture.mcusPerRow();
    int from = 0;
    while (from < end) {
      int to = restartInterval == 0 ? end : Math.min(end, from + untilMarker());
      if (!reader.exhausted()) {
        position = decodeUnits(row, from, to, position);
      }
      untilRestart -= to - from;
      from = to;
    }
  }

  /** The units that may be decoded before the next restart marker, which is passed if it is due. */
  private int untilMarker() {
    if (untilRestart == 0) {
      reader.restart(restarts++ & 7);
      position = 0;
      untilRestart = restartInterval;
      reset();
    }
    return untilRestart;
  }
}
