package io.github.imageresize.internal.effect;

import io.github.imageresize.internal.raster.Overview;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;
import io.github.imageresize.internal.raster.WindowChoice.Corner;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a reduced picture to the part that is of most interest. The first picture decides; those
 * that follow, the further frames of an animation, are cut alike. So this is made for one
 * rendering, and is not thread-safe.
 */
public final class SmartCrop implements Stage {
  private final Interest interest;
  private final int width;
  private final int height;
  private Interest.@Nullable Place place;

  private SmartCrop(Interest interest, int width, int height) {
    this.interest = interest;
    this.width = width;
    this.height = height;
  }

  /**
   * Keeps what holds most information.
   *
   * @param width of the part, not more than the picture's
   * @param height of the part, not more than the picture's
   */
  public static SmartCrop byEntropy(int width, int height) {
    return new SmartCrop(new Entropy(), width, height);
  }

  /**
   * Keeps what the eye goes to.
   *
   * @param width of the part, not more than the picture's
   * @param height of the part, not more than the picture's
   */
  public static SmartCrop byAttention(int width, int height) {
    return new SmartCrop(new Attention(), width, height);
  }

  @Override
  public boolean changes(PictureShape before) {
    return before.width() > width || before.height() > height;
  }

  @Override
  public PictureShape after(PictureShape before) {
    return before.sized(width, height);
  }

  /** The whole picture is held until the choice is made. */
  @Override
  public long memoryNeeded(PictureShape before) {
    int planes = before.model().colorPlanes() + (before.alpha() ? 1 : 0);
    return (long) before.width() * before.height() * planes * Picture.TURNED_BYTES;
  }

  @Override
  public Picture apply(Picture picture, int phases) {
    return place != null
        ? picture.window(width, height, phases, corner(picture, place))
        : picture.window(
            width,
            height,
            phases,
            interest.cells(),
            overview -> corner(picture, find(picture, overview)));
  }

  private Interest.Place find(Picture picture, Overview overview) {
    Interest.Place found = place;
    if (found == null) {
      found =
          interest.find(
              overview, (double) width / picture.width(), (double) height / picture.height());
      place = found;
    }
    return found;
  }

  private Corner corner(Picture picture, Interest.Place found) {
    // Halved chroma can only be cut between its samples.
    int pixels = picture.planes().stream().anyMatch(p -> p.width() < picture.width()) ? 2 : 1;
    int x = (int) Math.round(found.left() * picture.width());
    int y = (int) Math.round(found.top() * picture.height());
    return new Corner(
        Math.min(x, picture.width() - width) / pixels * pixels,
        Math.min(y, picture.height() - height) / pixels * pixels);
  }
}
