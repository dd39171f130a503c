package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.internal.codec.jpeg.FrameComponent;
import io.github.imageresize.internal.codec.jpeg.FrameHeader;
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

  /**
   * By how much a plane is at least larger than its result. A DCT cut off at n points averages with
   * a worse filter than the resampling that follows, which hides it if it still has to reduce.
   */
  private static final double REDUCTION_LEFT = 1.25;

  /** The same for an image that is hardly reduced, whose finest details can still be seen. */
  private static final double REDUCTION_LEFT_OF_DETAILS = 1.5;

  /** The reduction below which the finest details can still be seen. */
  private static final double SLIGHT_REDUCTION = 3;

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
      double needed =
          Math.max(
              share * horizontalMaximum / component.horizontal() / request.reductionX(),
              share * verticalMaximum / component.vertical() / request.reductionY());
      components.add(
          new ComponentLayout(
              single ? 1 : component.horizontal(),
              single ? 1 : component.vertical(),
              points(needed),
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

  /**
   * How many points of 8 suit a component.
   *
   * @param needed samples of the result for one sample of the component at full size
   */
  private static int points(double needed) {
    boolean slight = needed * SLIGHT_REDUCTION > 1;
    double wanted = 8 * needed * (slight ? REDUCTION_LEFT_OF_DETAILS : REDUCTION_LEFT);
    return (int) Math.max(1, Math.min(8, Math.ceil(wanted - 1e-9)));
  }

  private static int ceilingOf(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** Blocks of all components in an MCU. */
  int blocksPerMcu() {
    return components.stream().mapToInt(c -> c.horizontal() * c.vertical()).sum();
  }
}
