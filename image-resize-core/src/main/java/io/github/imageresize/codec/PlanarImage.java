package io.github.imageresize.codec;

import io.github.imageresize.internal.argument.Require;
import java.util.List;

/**
 * An image as planes that are read row by row. All planes of a decoded image show the same picture;
 * their resolutions may differ, as chroma's do.
 *
 * @param model what the planes mean
 * @param alpha whether a last plane holds alpha; colour is straight, not premultiplied
 * @param width pixels of the full-size image, as it is stored
 * @param height pixels of the full-size image, as it is stored
 * @param planes one for each of the model, and alpha's
 */
public record PlanarImage(
    ColorModel model, boolean alpha, int width, int height, List<Plane> planes) {

  /**
   * Checks that the planes are as many as the model needs.
   *
   * @param model what the planes mean
   * @param alpha whether a last plane holds alpha
   * @param width pixels of the full-size image
   * @param height pixels of the full-size image
   * @param planes one for each of the model, and alpha's
   * @throws IllegalArgumentException if there are more or fewer
   */
  public PlanarImage {
    planes = List.copyOf(planes);
    int expected = model.colorPlanes() + (alpha ? 1 : 0);
    if (planes.size() != expected) {
      throw Require.violation(
          "planes", "be as many as " + model + " needs, " + expected, planes.size());
    }
  }
}
