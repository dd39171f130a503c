package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.util.Set;

/** A library that resizes images in the process of a {@link JvmWorker}. */
interface Library {
  /** Its name and version. */
  String description();

  /** The formats that it decodes. */
  Set<String> reads();

  /** The formats that it encodes. */
  Set<String> writes();

  /**
   * Resizes an image with quality 80, where the format has a quality.
   *
   * @param original encoded
   * @param task what is made of it
   * @param width of the result in pixels; its height keeps the aspect ratio of what is used
   * @param format of the result
   * @return the encoded result
   */
  byte[] resize(byte[] original, Task task, int width, String format) throws IOException;

  /**
   * A library by its name in the tables.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  static Library named(String name) {
    return switch (name) {
      case Contenders.OWN -> new ImageResizeLibrary();
      case Contenders.THUMBNAILATOR -> new ThumbnailatorLibrary();
      case Contenders.IMAGE_IO -> new ImageIoLibrary();
      default ->
          throw new IllegalArgumentException(
              "The library must be %s, %s or %s, but is '%s'"
                  .formatted(Contenders.OWN, Contenders.THUMBNAILATOR, Contenders.IMAGE_IO, name));
    };
  }
}
