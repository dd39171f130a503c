package io.github.imageresize.source;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;

/**
 * Where originals are read from.
 *
 * <p>Implementations are thread-safe, never give anything outside the place that they were made
 * for, whatever the path says, and own none of the clients handed to them.
 */
public interface ImageSource {

  /**
   * Reads an original whole.
   *
   * @param path the original's path, already decoded; never trusted
   * @param allowance how many bytes may be read, refused before the body is read where the size is
   *     known, and by when; asked for room before memory is taken
   * @return the original with its version
   * @throws ImageResizeException with {@code SOURCE_NOT_FOUND}, {@code SOURCE_TOO_LARGE}, {@code
   *     UNAVAILABLE}, {@code OVERLOADED} or {@code TIMEOUT}
   */
  SourceImage read(String path, ReadAllowance allowance);

  /**
   * Reads an original whole, without a deadline and a budget.
   *
   * @param path the original's path, already decoded; never trusted
   * @param maxBytes the most bytes to read
   * @return the original with its version
   * @throws ImageResizeException as {@link #read(String, ReadAllowance)}
   */
  default SourceImage read(String path, long maxBytes) {
    return read(path, ReadAllowance.ofBytes(maxBytes));
  }

  /**
   * The present version of an original, without reading it: a text that changes whenever the bytes
   * do, such as an S3 ETag, an HTTP validator, or a file's time and size.
   *
   * @param path the original's path, already decoded; never trusted
   * @return the version that {@link #read} would give now; empty if the place has no versions
   * @throws ImageResizeException with {@code SOURCE_NOT_FOUND}, {@code UNAVAILABLE} or {@code
   *     TIMEOUT}
   */
  String version(String path);

  /**
   * The present version of an original, by a deadline. The default has a time limit of the source's
   * own alone; one that asks over a network keeps the deadline too.
   *
   * @param path the original's path, already decoded; never trusted
   * @param deadline when whoever asks has no use for it any more
   * @return as {@link #version(String)}
   * @throws ImageResizeException as {@link #version(String)}
   */
  default String version(String path, Deadline deadline) {
    deadline.check();
    return version(path);
  }
}
