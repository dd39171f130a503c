package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import io.github.imageresize.internal.codec.jpeg.ZigZag;
import java.util.ArrayList;
import java.util.List;

/**
 * The scans of a progressive JPEG in their order: the one that libjpeg's {@code
 * jpeg_simple_progression} gives. Coefficients come by spectral selection and by successive
 * approximation (T.81 G.1.1.1): a picture that can be shown comes early, and luma's lowest bits,
 * which take most bytes, come last.
 */
final class Progression {
  private static final int LUMA = 0;
  private static final int LAST = ZigZag.LENGTH - 1;

  private final List<ScanHeader> scans = new ArrayList<>();
  private final int components;

  private Progression(int components) {
    this.components = components;
  }

  /**
   * The scans of an image.
   *
   * @param components 1 or 3
   */
  static List<ScanHeader> of(int components) {
    Progression progression = new Progression(components);
    progression.addAll();
    return progression.scans;
  }

  private void addAll() {
    addDc(0, 1);
    addAc(LUMA, 1, 5, 0, 2);
    addChroma(0, 1);
    addAc(LUMA, 6, LAST, 0, 2);
    addAc(LUMA, 1, LAST, 2, 1);
    addDc(1, 0);
    addChroma(1, 0);
    addAc(LUMA, 1, LAST, 1, 0);
  }

  private void addDc(int previousBit, int bit) {
    List<ScanHeader.ScanComponent> all = new ArrayList<>();
    for (int i = 0; i < components; i++) {
      all.add(new ScanHeader.ScanComponent(i, Math.min(i, 1), 0));
    }
    scans.add(new ScanHeader(all, 0, 0, previousBit, bit));
  }

  /** Chroma has too little in it for many scans. */
  private void addChroma(int previousBit, int bit) {
    for (int i = components - 1; i > LUMA; i--) {
      addAc(i, 1, LAST, previousBit, bit);
    }
  }

  private void addAc(int component, int first, int last, int previousBit, int bit) {
    scans.add(
        new ScanHeader(
            List.of(new ScanHeader.ScanComponent(component, 0, 0)), first, last, previousBit, bit));
  }
}
