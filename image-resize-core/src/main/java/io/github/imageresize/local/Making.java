package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.codec.DamageReport;

/** The making of one result; what it will take is known before anything is decoded. */
interface Making {

  /** How many pixels have to be decoded at most, in all frames. */
  long decodedPixels();

  /** The part of {@link #memoryNeeded()} that the original's size brings about. */
  long memoryNeededToReduce();

  /** The most heap that {@link #render} holds at one time, in bytes. */
  long memoryNeeded();

  /** Whether all frames of an animation are made; else the first or only one is. */
  boolean allFrames();

  /**
   * Makes the image.
   *
   * @param damage gets what is found amiss in the original
   */
  byte[] render(Deadline deadline, DamageReport damage);

  /**
   * Whether the original's samples were in sRGB already; known once the image is made, as reading a
   * profile is work to be admitted.
   */
  boolean wasInSrgb();
}
