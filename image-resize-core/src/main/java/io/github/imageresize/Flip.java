package io.github.imageresize;

/** Mirroring of the upright image, applied after the EXIF orientation and before the rotation. */
public enum Flip {
  /** No mirroring. The default. */
  NONE,
  /** Left and right change places. */
  HORIZONTAL,
  /** Top and bottom change places. */
  VERTICAL
}
