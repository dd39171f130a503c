package io.github.imageresize.codec;

import io.github.imageresize.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * How an image is written.
 *
 * @param quality 1..100, for the formats that know it
 * @param copyright the copyright notice to keep, or null
 * @param artist the artist to keep, or null
 * @param deadline to be checked wherever the encoder works without reading a row; the rows that it
 *     reads check it themselves
 */
public record EncodeRequest(
    int quality, @Nullable String copyright, @Nullable String artist, Deadline deadline) {

  /** The same without a deadline. */
  public EncodeRequest(int quality, @Nullable String copyright, @Nullable String artist) {
    this(quality, copyright, artist, Deadline.NONE);
  }
}
