package io.github.imageresize.internal.raster;

/** Chooses which part of a picture is kept. */
@FunctionalInterface
public interface WindowChoice {

  /**
   * The corner of the part.
   *
   * @param overview of the whole picture
   */
  Corner corner(Overview overview);

  /** The upper left corner of a part, in pixels; even where chroma is halved. */
  record Corner(int x, int y) {}
}
