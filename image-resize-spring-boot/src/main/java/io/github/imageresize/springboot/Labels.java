package io.github.imageresize.springboot;

import io.github.imageresize.ImageFormat;
import java.util.Collection;
import java.util.List;

/** Formats as they are written. */
final class Labels {
  private Labels() {}

  static List<String> of(Collection<ImageFormat> formats) {
    return formats.stream().sorted().map(ImageFormat::label).toList();
  }
}
