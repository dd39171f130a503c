package io.github.imageresize.examples;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.vips.VipsCodec;
import io.github.imageresize.vips.VipsUnavailableException;
import java.util.List;

/** The codecs that the programs add to the library's own: libvips, where this system has it. */
public final class AddedCodecs {
  private AddedCodecs() {}

  /** The codecs that could be loaded. */
  public static List<Codec> all() {
    return Loaded.CODECS;
  }

  /** What was loaded, or why nothing was, for people. */
  public static String description() {
    return Loaded.DESCRIPTION;
  }

  /** When first asked for, once for the process, as libvips is. */
  private static final class Loaded {
    private static final List<Codec> CODECS;
    private static final String DESCRIPTION;

    static {
      List<Codec> codecs = List.of();
      String description;
      try {
        VipsCodec vips = VipsCodec.load();
        codecs = List.of(vips);
        description = vips.identity() + " reads " + vips.sourceFormats();
      } catch (VipsUnavailableException e) {
        description = "none: " + e.getMessage();
      } catch (LinkageError e) {
        description = "none: libvips (HEIC, AVIF, JPEG XL) takes JDK 22 or newer";
      }
      CODECS = codecs;
      DESCRIPTION = description;
    }
  }
}
