package io.github.imageresize.codec;

import io.github.imageresize.Deadline;
import io.github.imageresize.OnDamage;

/**
 * The part of the stored picture that is needed, how far it will be reduced, and on what terms. A
 * decoder may use the first two to do less: it may give planes that cover more than the region, and
 * it may give planes that are smaller than full size, as long as no plane has to be enlarged to
 * reach the result.
 *
 * @param x left edge of the region, in stored pixels
 * @param y upper edge of the region
 * @param width of the region, positive
 * @param height of the region, positive
 * @param reductionX stored pixels for one pixel of the result, horizontally; below 1 to enlarge
 * @param reductionY the same vertically
 * @param chromaSubsampled whether the result's chroma has half of the luma's resolution both ways,
 *     so that the decoder may reduce chroma twice as far
 * @param deadline to be checked wherever the decoder works without handing over a row; whoever
 *     reads the rows checks it for each of them
 * @param damage gets what is found amiss in the data
 */
public record DecodeRequest(
    int x,
    int y,
    int width,
    int height,
    double reductionX,
    double reductionY,
    boolean chromaSubsampled,
    Deadline deadline,
    DamageReport damage) {

  /**
   * The same without a deadline; damaged pictures are shown as far as they go.
   *
   * @param x left edge of the region, in stored pixels
   * @param y upper edge of the region
   * @param width of the region, positive
   * @param height of the region, positive
   * @param reductionX stored pixels for one pixel of the result, horizontally
   * @param reductionY the same vertically
   * @param chromaSubsampled whether the result's chroma has half of the luma's resolution
   */
  public DecodeRequest(
      int x,
      int y,
      int width,
      int height,
      double reductionX,
      double reductionY,
      boolean chromaSubsampled) {
    this(
        x,
        y,
        width,
        height,
        reductionX,
        reductionY,
        chromaSubsampled,
        Deadline.NONE,
        new DamageReport(OnDamage.SHOW));
  }

  /**
   * The same part on other terms.
   *
   * @param otherDeadline when it has to be decoded
   * @param otherDamage gets what is found amiss in the data
   * @return a copy
   */
  public DecodeRequest on(Deadline otherDeadline, DamageReport otherDamage) {
    return new DecodeRequest(
        x, y, width, height, reductionX, reductionY, chromaSubsampled, otherDeadline, otherDamage);
  }

  /**
   * The whole picture at full size, without a deadline.
   *
   * @param header the picture's
   * @return the request
   */
  public static DecodeRequest whole(ImageHeader header) {
    return new DecodeRequest(0, 0, header.width(), header.height(), 1, 1, false);
  }
}
