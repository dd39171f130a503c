package io.github.imageresize.codec.jpeg;

import io.github.imageresize.codec.DecodeRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The MCUs of an image (T.81 A.2.3), which of them a request needs, and the layouts of the
 * components at the sizes that suit it.
 *
 * @param mcuWidth pixels
 * @param mcuHeight pixels
 * @param mcusPerRow of the image
 * @param mcuRows of the image
 * @param firstMcu the first needed in a row
 * @param endMcu behind the last needed in a row
 * @param firstMcuRow the first needed
 * @param endMcuRow behind the last needed
 * @param components in the frame's order
 */
record PictureLayout(
    int mcuWidth,
    int mcuHeight,
    int mcusPerRow,
    int mcuRows,
    int firstMcu,
    int endMcu,
    int firstMcuRow,
    int endMcuRow,
    List<ComponentLayout> components) {

  static PictureLayout of(FrameHeader frame, boolean chroma, DecodeRequest request) {
    int horizontalMaximum = frame.horizontalMaximum();
    int verticalMaximum = frame.verticalMaximum();
    boolean single = frame.components().size() == 1;
    int mcuWidth = single ? 8 : 8 * horizontalMaximum;
    int mcuHeight = single ? 8 : 8 * verticalMaximum;
    int mcusPerRow = ceilingOf(frame.width(), mcuWidth);
    int mcuRows = ceilingOf(frame.height(), mcuHeight);
    List<ComponentLayout> components = new ArrayList<>();
    for (FrameComponent component : frame.components()) {
      boolean reduced = chroma && request.chromaSubsampled() && !components.isEmpty();
      double share = reduced ? 0.5 : 1;
      double pointsX =
          share * 8 * horizontalMaximum / component.horizontal() / request.reductionX();
      double pointsY = share * 8 * verticalMaximum / component.vertical() / request.reductionY();
      int points = (int) Math.ceil(Math.max(pointsX, pointsY) - 1e-9);
      components.add(
          new ComponentLayout(
              single ? 1 : component.horizontal(),
              single ? 1 : component.vertical(),
              Math.max(1, Math.min(8, points)),
              mcusPerRow,
              mcuRows,
              ceilingOf(frame.width() * component.horizontal(), horizontalMaximum),
              ceilingOf(frame.height() * component.vertical(), verticalMaximum)));
    }
    return new PictureLayout(
        mcuWidth,
        mcuHeight,
        mcusPerRow,
        mcuRows,
        Math.max(0, request.x()) / mcuWidth,
        Math.min(mcusPerRow, ceilingOf(request.x() + request.width(), mcuWidth)),
        Math.max(0, request.y()) / mcuHeight,
        Math.min(mcuRows, ceilingOf(request.y() + request.height(), mcuHeight)),
        List.copyOf(components));
  }

  private static int ceilingOf(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** Blocks of all components in an MCU. */
  int blocksPerMcu() {
    return components.stream().mapToInt(c -> c.horizontal() * c.vertical()).sum();
  }
}
