package io.github.imageresize.local;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.Position;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.Orientation;

/**
 * The geometry of one resize, computed from the header alone: the canvas, where the picture lies on
 * it, which stored pixels become the picture, and how the picture is turned after it was resampled
 * in the order in which it is stored.
 *
 * @param width of the canvas, in pixels
 * @param height of the canvas
 * @param left columns of padding to the left of the picture
 * @param top rows of padding above the picture
 * @param horizontal along the stored rows
 * @param vertical along the stored columns
 * @param turn what brings the resampled picture to the canvas
 */
record ResizePlan(
    int width,
    int height,
    int left,
    int top,
    AxisPlan horizontal,
    AxisPlan vertical,
    Orientation turn) {

  /**
   * Plans a resize.
   *
   * @param longestSide the longest side of a canvas
   * @throws ImageResizeException with {@code INVALID_REQUEST} if the crop lies outside the picture,
   *     {@code RESULT_TOO_LARGE} if the canvas is larger than allowed
   */
  static ResizePlan of(ImageHeader header, ImageRequest request, int longestSide) {
    Orientation upright = header.orientation();
    int uprightWidth = upright.swapped() ? header.height() : header.width();
    int uprightHeight = upright.swapped() ? header.width() : header.height();
    Region crop =
        request
            .crop()
            .map(asked -> Region.of(asked, uprightWidth, uprightHeight))
            .orElse(new Region(0, 0, uprightWidth, uprightHeight));
    Orientation extra = extraTurn(request);
    int pictureWidth = extra.swapped() ? crop.height() : crop.width();
    int pictureHeight = extra.swapped() ? crop.width() : crop.height();
    BoxFit fit = BoxFit.of(pictureWidth, pictureHeight, request);
    Position position = request.position();
    Placement x =
        Placement.of(
            fit.width(), request.boxWidth().orElse(0), effective(request), position.x(), position);
    Placement y =
        Placement.of(
            fit.height(),
            request.boxHeight().orElse(0),
            effective(request),
            position.y(),
            position);
    checkSize(x.canvas(), y.canvas(), longestSide);

    Orientation turn = upright.then(extra);
    boolean swapped = turn.swapped();
    Region stored = crop.stored(upright, uprightWidth, uprightHeight);
    AxisPlan acrossResult =
        axis(
            swapped ? stored.y() : stored.x(),
            pictureWidth,
            fit.reductionX(),
            fit.width(),
            x,
            turn.mirroredX());
    AxisPlan downResult =
        axis(
            swapped ? stored.x() : stored.y(),
            pictureHeight,
            fit.reductionY(),
            fit.height(),
            y,
            turn.mirroredY());
    return new ResizePlan(
        (int) x.canvas(),
        (int) y.canvas(),
        x.padding(),
        y.padding(),
        swapped ? downResult : acrossResult,
        swapped ? acrossResult : downResult,
        turn);
  }

  /** Width of the picture on the canvas. */
  int pictureWidth() {
    return turn.swapped() ? vertical.length() : horizontal.length();
  }

  /** Height of the picture on the canvas. */
  int pictureHeight() {
    return turn.swapped() ? horizontal.length() : vertical.length();
  }

  /** Whether the picture leaves a part of the canvas to the background. */
  boolean padded() {
    return pictureWidth() != width || pictureHeight() != height;
  }

  /**
   * What has to be decoded for it.
   *
   * @param chromaSubsampled whether chroma planes, should there be any, go to half resolution
   * @param oversampling how many decoded samples there are to be at least for a pixel of the
   *     result, each way, where the original has so many
   */
  DecodeRequest decodeRequest(boolean chromaSubsampled, int oversampling) {
    int pixelsPerSample = chromaSubsampled ? 2 : 1;
    int x = horizontal.regionStart(pixelsPerSample);
    int y = vertical.regionStart(pixelsPerSample);
    return new DecodeRequest(
        x,
        y,
        horizontal.regionEnd(pixelsPerSample) - x,
        vertical.regionEnd(pixelsPerSample) - y,
        horizontal.scale() / oversampling,
        vertical.scale() / oversampling,
        chromaSubsampled);
  }

  private static AxisPlan axis(
      int regionStart,
      int regionLength,
      double reduction,
      long reducedLength,
      Placement placement,
      boolean mirrored) {
    // The rounded length is laid over the region so that their middles meet, as libvips does.
    double overhang = (regionLength - reducedLength * reduction) / 2;
    double start = overhang + placement.windowStart() * reduction;
    if (mirrored) {
      start = regionLength - (start + placement.windowLength() * reduction);
    }
    return new AxisPlan(
        regionStart,
        regionStart + regionLength,
        regionStart + start,
        reduction,
        placement.windowLength(),
        mirrored);
  }

  private static Fit effective(ImageRequest request) {
    boolean box = request.boxWidth().isPresent() && request.boxHeight().isPresent();
    return box ? request.fit() : Fit.INSIDE;
  }

  private static Orientation extraTurn(ImageRequest request) {
    Orientation flip =
        switch (request.flip()) {
          case NONE -> Orientation.UPRIGHT;
          case HORIZONTAL -> Orientation.MIRRORED;
          case VERTICAL -> Orientation.FLIPPED;
        };
    Orientation rotation =
        switch (request.rotation()) {
          case NONE -> Orientation.UPRIGHT;
          case CLOCKWISE_90 -> Orientation.TURNED_90;
          case CLOCKWISE_180 -> Orientation.TURNED_180;
          case CLOCKWISE_270 -> Orientation.TURNED_270;
        };
    return flip.then(rotation);
  }

  private static void checkSize(long width, long height, int longestSide) {
    if (Math.max(width, height) > longestSide) {
      throw new ImageResizeException(
          Reason.RESULT_TOO_LARGE,
          "The result would be "
              + width
              + "x"
              + height
              + " pixels; its longest side may have "
              + longestSide);
    }
  }

  /** Part of the upright original. */
  private record Region(int x, int y, int width, int height) {

    static Region of(Crop crop, int width, int height) {
      Interval across = Interval.of(crop.unit(), crop.x(), crop.width(), width);
      Interval down = Interval.of(crop.unit(), crop.y(), crop.height(), height);
      if (across.length() < 1 || down.length() < 1) {
        throw ImageResizeException.invalid(
            "crop", crop.label(), "must overlap the upright original of " + width + "x" + height);
      }
      return new Region(across.start(), down.start(), across.length(), down.length());
    }

    /** The same part in the stored picture's coordinates. */
    Region stored(Orientation upright, int uprightWidth, int uprightHeight) {
      int fromX = upright.mirroredX() ? uprightWidth - x - width : x;
      int fromY = upright.mirroredY() ? uprightHeight - y - height : y;
      return upright.swapped()
          ? new Region(fromY, fromX, height, width)
          : new Region(fromX, fromY, width, height);
    }
  }
}
