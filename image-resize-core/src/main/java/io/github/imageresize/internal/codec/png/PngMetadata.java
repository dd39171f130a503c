package io.github.imageresize.internal.codec.png;

import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.ExifTags;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the pixels of a PNG. Damaged chunks that pixels do not need are as if they
 * were not there, as in browsers; of chunks that a file may have once, the first counts.
 */
final class PngMetadata {
  private static final int LONGEST_TEXT = 4096;
  private static final int MOST_COLORS = 256;
  private static final String COPYRIGHT = "Copyright";
  private static final String AUTHOR = "Author";

  private final PngLayout layout;
  private final Map<String, String> texts = new HashMap<>();
  private byte @Nullable [] palette;
  private byte @Nullable [] transparency;
  private @Nullable IccProfile profile;
  private boolean profileSeen;
  private boolean standardColors;
  private boolean animated;
  private int claimedFrames;
  private int loops;
  private boolean pixelsAreFrame;
  private @Nullable ExifTags exif;

  private PngMetadata(PngLayout layout) {
    this.layout = layout;
  }

  /** Reads up to the first IDAT, where {@code chunks} stands then. */
  static PngMetadata read(PngChunks chunks) {
    chunks.require();
    PngMetadata metadata = new PngMetadata(PngLayout.read(chunks));
    for (chunks.require(); !chunks.is(PngChunks.IDAT); chunks.require()) {
      metadata.readChunk(chunks);
    }
    if (metadata.layout.colorType() == PngLayout.PALETTE && metadata.palette == null) {
      throw BadImage.corrupt("PNG of palette colours has no PLTE chunk");
    }
    return metadata;
  }

  private void readChunk(PngChunks chunks) {
    if (chunks.is(PngChunks.PLTE)) {
      readPalette(chunks);
    } else if (chunks.is(PngChunks.IEND)) {
      throw BadImage.corrupt("PNG has no pixels");
    } else if (chunks.isCritical()) {
      throw BadImage.corrupt("PNG has an unknown critical chunk " + chunks.printableType());
    } else {
      readAncillary(chunks);
    }
  }

  /** Pictures of other kinds may suggest colours, which nobody needs. */
  private void readPalette(PngChunks chunks) {
    if (layout.colorType() != PngLayout.PALETTE || palette != null) {
      return;
    }
    chunks.requireIntact();
    int length = Math.min(chunks.length() / 3 * 3, 3 * MOST_COLORS);
    if (length == 0) {
      throw BadImage.corrupt("PNG palette must have 1..256 colours of 3 bytes");
    }
    palette = Arrays.copyOfRange(chunks.file(), chunks.start(), chunks.start() + length);
  }

  private void readAncillary(PngChunks chunks) {
    if (chunks.is(PngChunks.TRNS) && transparency == null) {
      readTransparency(chunks);
    } else if (chunks.is(PngChunks.ICCP) && !profileSeen) {
      profileSeen = chunks.isIntact();
      profile = profileSeen ? PngProfile.read(chunks) : null;
    } else if (chunks.is(PngChunks.SRGB)) {
      standardColors |= chunks.isIntact();
    } else if (chunks.is(PngChunks.ANIMATION)) {
      readAnimation(chunks);
    } else if (chunks.is(PngChunks.FRAME)) {
      pixelsAreFrame = true;
    } else if (chunks.is(PngChunks.EXIF) && exif == null && chunks.isIntact()) {
      exif = ExifTags.parse(chunks.file(), chunks.start(), chunks.length());
    } else if (chunks.is(PngChunks.TEXT) || chunks.is(PngChunks.INTERNATIONAL_TEXT)) {
      readText(chunks);
    }
  }

  private void readAnimation(PngChunks chunks) {
    if (!animated && chunks.isIntact()) {
      animated = true;
      if (chunks.length() >= 8) {
        claimedFrames = Math.max(0, chunks.int32(chunks.start()));
        loops = Math.max(0, chunks.int32(chunks.start() + 4));
      }
    }
  }

  /** One that is much too long or before the palette leaves the picture opaque, as in browsers. */
  private void readTransparency(PngChunks chunks) {
    int length = chunks.length();
    boolean usable =
        switch (layout.colorType()) {
          case PngLayout.GREY -> length >= 2;
          case PngLayout.RGB -> length >= 6;
          case PngLayout.PALETTE -> length >= 1 && palette != null;
          default -> false;
        };
    if (usable && length <= MOST_COLORS && chunks.isIntact()) {
      transparency = Arrays.copyOfRange(chunks.file(), chunks.start(), chunks.start() + length);
    }
  }

  private void readText(PngChunks chunks) {
    for (String keyword : new String[] {COPYRIGHT, AUTHOR}) {
      if (!texts.containsKey(keyword)
          && chunks.isKeyword(keyword)
          && chunks.length() <= LONGEST_TEXT
          && chunks.isIntact()) {
        keepText(
            keyword,
            chunks.is(PngChunks.TEXT)
                ? new String(chunks.data(), StandardCharsets.ISO_8859_1)
                    .substring(keyword.length() + 1)
                : internationalText(
                    new String(chunks.data(), StandardCharsets.UTF_8)
                        .substring(keyword.length() + 1)));
      }
    }
  }

  /** The text of an uncompressed iTXt (clause 11.3.4.5); that of others is left out. */
  private static String internationalText(String behindKeyword) {
    if (!behindKeyword.startsWith("\0\0")) {
      return "";
    }
    String[] parts = behindKeyword.substring(2).split("\0", 3);
    return parts.length == 3 ? parts[2] : "";
  }

  private void keepText(String keyword, String text) {
    if (!text.isBlank()) {
      texts.put(keyword, text.strip());
    }
  }

  PngLayout layout() {
    return layout;
  }

  byte[] palette() {
    return palette == null ? new byte[0] : palette;
  }

  byte @Nullable [] transparency() {
    return transparency == null ? null : Arrays.copyOf(transparency, transparency.length);
  }

  /** A file that says to be sRGB is, as in browsers, whatever profile it has besides. */
  private @Nullable IccProfile profile() {
    return standardColors ? null : profile;
  }

  /** How many frames the file says that it has; 0 where it is not animated. */
  int claimedFrames() {
    return claimedFrames;
  }

  /** How often all frames are shown; 0 for ever. */
  int loops() {
    return loops;
  }

  /** Whether the pixels are for decoders without animation alone. */
  boolean pixelsAreNoFrame() {
    return animated && !pixelsAreFrame;
  }

  boolean hasAlpha() {
    return layout.hasAlphaChannel() || transparency != null;
  }

  /**
   * What is known of the picture.
   *
   * @param missingPixels whether some pixels may turn out to be missing, which are transparent then
   */
  ImageHeader header(boolean missingPixels) {
    ExifTags tags = exif == null ? ExifTags.NONE : exif;
    return ImageHeader.builder(PngCodec.FORMAT, layout.width(), layout.height())
        .orientation(tags.orientation())
        .alpha(hasAlpha() || missingPixels)
        .iccProfile(profile())
        .copyright(tags.copyright() != null ? tags.copyright() : texts.get(COPYRIGHT))
        .artist(tags.artist() != null ? tags.artist() : texts.get(AUTHOR))
        .build();
  }
}
