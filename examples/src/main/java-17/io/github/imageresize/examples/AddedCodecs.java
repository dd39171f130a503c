package io.github.imageresize.examples;

import io.github.imageresize.codec.Codec;
import java.util.List;

/** The codecs that the programs add to the library's own: none in a jar built on a JDK before 22. */
public final class AddedCodecs {
  private AddedCodecs() {}

  /** The codecs that could be loaded. */
  public static List<Codec> all() {
    return List.of();
  }

  /** What was loaded, or why nothing was, for people. */
  public static String description() {
    return "none: libvips (HEIC, AVIF, JPEG XL) takes a jar that was built on JDK 22 or newer";
  }
}
