package io.github.imageresize.internal.codec.jpeg.decode;

import java.util.List;

/**
 * The blocks of a scan's coding units in the order in which a unit holds them (T.81 A.2): those of
 * an MCU, or a single block where the scan has but one component. Loops over a row of units read
 * the arrays, which have an element for each block of a unit.
 */
final class UnitBlocks {
  /** Each block's component, by its place in the scan. */
  final int[] component;

  /** The coefficients of the rows that the blocks lie in. */
  final short[][] rows;

  /** Each block's place in its row, for the first unit. */
  final int[] first;

  /** By how many blocks the next unit's lies further on. */
  final int[] step;

  private final List<CoefficientStore> stores;
  private final int[] row;
  private final int[] rowStep;

  UnitBlocks(List<CoefficientStore> stores) {
    this.stores = stores;
    boolean single = stores.size() == 1;
    int count = 0;
    for (CoefficientStore store : stores) {
      count += single ? 1 : store.layout().horizontal() * store.layout().vertical();
    }
    component = new int[count];
    rows = new short[count][];
    first = new int[count];
    step = new int[count];
    row = new int[count];
    rowStep = new int[count];
    int block = 0;
    for (int i = 0; i < stores.size(); i++) {
      int horizontal = single ? 1 : stores.get(i).layout().horizontal();
      int vertical = single ? 1 : stores.get(i).layout().vertical();
      for (int v = 0; v < vertical; v++) {
        for (int h = 0; h < horizontal; h++) {
          component[block] = i;
          first[block] = h;
          step[block] = horizontal;
          row[block] = v;
          rowStep[block] = vertical;
          block++;
        }
      }
    }
  }

  /** How many blocks a unit has. */
  int count() {
    return component.length;
  }

  /** Makes {@link #rows} those of a row of units. */
  void moveTo(int unitRow) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = stores.get(component[i]).row(unitRow * rowStep[i] + row[i]);
    }
  }
}
