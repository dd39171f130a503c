package io.github.imageresize.internal.effect;

import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;

/**
 * A step of a rendering between the reduction of a picture and its encoding. Stages are values that
 * are made before anything is decoded, so that what they will take is known then.
 */
public interface Stage {

  /**
   * Whether there is anything to do for such a picture; stages that have nothing to do are left
   * out.
   */
  boolean changes(PictureShape before);

  /** The shape of the picture that {@link #apply} gives. */
  default PictureShape after(PictureShape before) {
    return before;
  }

  /**
   * Whether this takes chroma at the resolution of luma. A picture that is reduced for stages none
   * of which does goes to half of it at once where the output wants that.
   */
  default boolean needsFullChroma() {
    return false;
  }

  /** Whether rows may come in any number of phases, and leave in it; else they come in one. */
  default boolean keepsPhases() {
    return false;
  }

  /**
   * The most heap that the stage holds at one time, beside the few rows that any stage hands on, in
   * bytes.
   */
  default long memoryNeeded(PictureShape before) {
    return 0;
  }

  /**
   * The picture that comes out; its rows are made when they are read.
   *
   * @param picture of a shape that this {@linkplain #changes changes}
   * @param phases into how many arrays its rows are split at best; a stage may give others
   */
  Picture apply(Picture picture, int phases);
}
