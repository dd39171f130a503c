package io.github.imageresize.codec;

/**
 * The part of the stored picture that is needed, and how far it will be reduced. A decoder may use
 * both to do less: it may give planes that cover more than the region, and it may give planes that
 * are smaller than full size, as long as no plane has to be enlarged to reach the result.
 *
 * @param x left edge of the region, in stored pixels
 * @param y upper edge of the region
 * @param width of the region, positive
 * @param height of the region, positive
 * @param reductionX stored pixels for one pixel of the result, horizontally; below 1 to enlarge
 * @param reductionY the same vertically
 * @param chromaSubsampled whether the result's chroma has half of the luma's resolution both ways,
 *     so that the decoder may reduce chroma twice as far
 */
public record DecodeRequest(
    int x,
    int y,
    int width,
    int height,
    double reductionX,
    double reductionY,
    boolean chromaSubsampled) {

  /** The whole picture at full size. */
  public static DecodeRequest whole(ImageHeader header) {
    return new DecodeRequest(0, 0, header.width(), header.height(), 1, 1, false);
  }
}
