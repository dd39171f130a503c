package io.github.imageresize.local;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ImageSize;
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
 * @param shownWidth of the picture on the canvas: less than was resampled where its content is to
 *     decide what is kept
 * @param shownHeight of the picture on the canvas
 */
record ResizePlan(
    int width,
    int height,
    int left,
    int top,
    AxisPlan horizontal,
    AxisPlan vertical,
    Orientation turn,
    int shownWidth,
    int shownHeight) {

  /**
   * Plans a resize.
   *
   * @param longestSide the longest side of a canvas
   * @throws ImageResizeException with {@code INVALID_REQUEST} if the crop lies outside the picture,
   *     {@code RESULT_TOO_LARGE} if the canvas is larger than allowed
   */
  static ResizePlan of(ImageHeader header, ImageRequest request, int longestSide) {
    return of(header, Canvas.of(header.uprightSize(), request), longestSide);
  }

  /**
   * Plans a resize.
   *
   * @param longestSide the longest side of a canvas
   * @throws ImageResizeException with {@code RESULT_TOO_LARGE} if the canvas is larger than allowed
   */
  static ResizePlan of(ImageHeader header, Canvas canvas, int longestSide) {
    Orientation upright = header.orientation();
    ImageSize original = header.uprightSize();
    Region crop = canvas.crop();
    BoxFit fit = canvas.fit();
    Placement x = canvas.horizontal();
    Placement y = canvas.vertical();
    checkSize(canvas.width(), canvas.height(), longestSide);

    Orientation turn = upright.then(canvas.turn());
    boolean swapped = turn.swapped();
    Region stored = crop.stored(upright, original);
    AxisPlan acrossResult =
        axis(
            swapped ? stored.y() : stored.x(),
            canvas.pictureWidth(),
            fit.reductionX(),
            fit.width(),
            x,
            turn.mirroredX());
    AxisPlan downResult =
        axis(
            swapped ? stored.x() : stored.y(),
            canvas.pictureHeight(),
            fit.reductionY(),
            fit.height(),
            y,
            turn.mirroredY());
    return new ResizePlan(
        (int) canvas.width(),
        (int) canvas.height(),
        canvas.padding().left() + x.padding(),
        canvas.padding().top() + y.padding(),
        swapped ? downResult : acrossResult,
        swapped ? acrossResult : downResult,
        turn,
        (int) Math.min(x.windowLength(), x.canvas()),
        (int) Math.min(y.windowLength(), y.canvas()));
  }

  /** Whether the picture leaves a part of the canvas to the background. */
  boolean padded() {
    return shownWidth < width || shownHeight < height;
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
}
