package io.github.imageresize.examples;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.vips.VipsCodec;
import io.github.imageresize.vips.VipsUnavailableException;
import java.util.List;

/** The codecs that the programs add to the library's own: libvips, where this system has it. */
public final class AddedCodecs {
  private static final int OLDEST_WITH_VIPS = 22;

  private AddedCodecs() {}

  /** The codecs that could be loaded. */
  public static List<Codec> all() {
    return Once.LOADED.codecs;
  }

  /** What was loaded, or why nothing was, for people. */
  public static String description() {
    return Once.LOADED.description;
  }

  private record Loaded(List<Codec> codecs, String description) {
    static Loaded none(String reason) {
      return new Loaded(List.of(), "none: " + reason);
    }
  }

  /** When first asked for, once for the process, as libvips is. */
  private static final class Once {
    private static final Loaded LOADED =
        Runtime.version().feature() < OLDEST_WITH_VIPS
            ? Loaded.none("libvips (HEIC, AVIF, JPEG XL) takes JDK 22 or newer")
            : FromVips.load();
  }

  /** Names classes that an older JDK can't load, so that it must not load this one either. */
  private static final class FromVips {
    static Loaded load() {
      try {
        VipsCodec vips = VipsCodec.load();
        return new Loaded(List.of(vips), vips.identity() + " reads " + vips.sourceFormats());
      } catch (VipsUnavailableException e) {
        return Loaded.none(e.getMessage());
      }
    }
  }
}
