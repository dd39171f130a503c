package io.github.imageresize;

import java.util.Locale;
import java.util.Optional;

/** An image format that can be asked for. Sources may have further formats (TIFF, BMP). */
public enum ImageFormat {
  /** JPEG, ITU T.81: lossy, no transparency. */
  JPEG("image/jpeg", true, false),
  /** PNG, ISO/IEC 15948: lossless, with transparency; quality has no meaning for it. */
  PNG("image/png", false, true),
  /** WebP, RFC 9649, written lossy, with transparency. */
  WEBP("image/webp", true, true),
  /** GIF89a: at most 256 colours, a pixel is opaque or fully transparent; no quality. */
  GIF("image/gif", false, true);

  private final String mediaType;
  private final boolean quality;
  private final boolean alpha;

  ImageFormat(String mediaType, boolean quality, boolean alpha) {
    this.mediaType = mediaType;
    this.quality = quality;
    this.alpha = alpha;
  }

  /**
   * The media type of the format, as in a {@code Content-Type} header.
   *
   * @return such as {@code image/jpeg}
   */
  public String mediaType() {
    return mediaType;
  }

  /**
   * Whether {@link ImageRequest#quality()} changes the bytes of this format.
   *
   * @return true for JPEG and WebP
   */
  public boolean hasQuality() {
    return quality;
  }

  /**
   * Whether the format can hold transparency.
   *
   * @return false for JPEG
   */
  public boolean hasAlpha() {
    return alpha;
  }

  /**
   * The format's name in URLs, on command lines and in cache keys.
   *
   * @return the lower-case name, such as {@code webp}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format with a given {@link #label()}; {@code jpg} is understood as {@code jpeg}.
   *
   * @param label the lower-case name
   * @return the format, or empty if there is none of that name
   */
  public static Optional<ImageFormat> ofLabel(String label) {
    if (label.equals("jpg")) {
      return Optional.of(JPEG);
    }
    for (ImageFormat format : values()) {
      if (format.label().equals(label)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
