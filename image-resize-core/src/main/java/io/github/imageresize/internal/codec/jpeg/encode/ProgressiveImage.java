package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.Deadline;
import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import java.util.ArrayList;
import java.util.List;

/** All coefficients of an image that is to be coded in several scans (T.81 annex G). */
final class ProgressiveImage {
  private final List<EncodedComponent> components;
  private final List<List<StoredBlocks>> rows = new ArrayList<>();
  private final int mcus;

  /**
   * An image without rows.
   *
   * @param components of the image
   * @param mcus of a row
   */
  ProgressiveImage(List<EncodedComponent> components, int mcus) {
    this.components = components;
    this.mcus = mcus;
    components.forEach(component -> rows.add(new ArrayList<>()));
  }

  /** Appends a row of MCUs; rows of blocks of each component are at {@code added[component][v]}. */
  void addMcuRow(QuantizedBlocks[][] added) {
    for (int i = 0; i < added.length; i++) {
      for (QuantizedBlocks row : added[i]) {
        rows.get(i).add(new StoredBlocks(row, mcus * components.get(i).horizontal()));
      }
    }
  }

  /** Makes the tokens of a scan, if there is time for it. */
  TokenStream tokens(ScanHeader scan, Deadline deadline) {
    if (scan.isDc()) {
      ProgressivePass pass =
          scan.isRefinement()
              ? new DcRefinementPass(scan.bit())
              : new DcFirstPass(components.size(), scan.bit());
      return tokensByMcu(pass, deadline);
    }
    CoefficientBand band = new CoefficientBand(scan.first(), scan.last());
    ProgressivePass pass =
        scan.isRefinement()
            ? new AcRefinementPass(band, scan.bit())
            : new AcFirstPass(band, scan.bit());
    return tokensByBlock(scan.components().get(0).index(), pass, deadline);
  }

  /** Hands over all components, interleaved (A.2.3). */
  private TokenStream tokensByMcu(ProgressivePass pass, Deadline deadline) {
    int mcuRows = rows.get(0).size() / components.get(0).vertical();
    for (int mcuRow = 0; mcuRow < mcuRows; mcuRow++) {
      deadline.check();
      for (int mcu = 0; mcu < mcus; mcu++) {
        for (int i = 0; i < components.size(); i++) {
          addMcu(i, mcuRow, mcu, pass);
        }
      }
    }
    return pass.finish();
  }

  private void addMcu(int index, int mcuRow, int mcu, ProgressivePass pass) {
    EncodedComponent component = components.get(index);
    for (int v = 0; v < component.vertical(); v++) {
      StoredBlocks row = rows.get(index).get(mcuRow * component.vertical() + v);
      for (int h = 0; h < component.horizontal(); h++) {
        pass.addBlock(index, row, mcu * component.horizontal() + h);
      }
    }
  }

  /** Hands over one component, without the blocks that only fill up an MCU (A.2.2). */
  private TokenStream tokensByBlock(int index, ProgressivePass pass, Deadline deadline) {
    EncodedComponent component = components.get(index);
    for (StoredBlocks row : rows.get(index).subList(0, component.ownBlockRows())) {
      deadline.check();
      for (int block = 0; block < component.ownBlocks(); block++) {
        pass.addBlock(index, row, block);
      }
    }
    return pass.finish();
  }
}
