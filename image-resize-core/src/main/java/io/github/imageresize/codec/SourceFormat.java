package io.github.imageresize.codec;

import io.github.imageresize.ImageFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A format that originals come in, told by magic bytes, never by name. */
public enum SourceFormat {
  /** ITU T.81. */
  JPEG(ImageFormat.JPEG),
  /** ISO/IEC 15948. */
  PNG(ImageFormat.PNG),
  /** GIF87a and GIF89a. */
  GIF(ImageFormat.GIF),
  /** RFC 9649. */
  WEBP(ImageFormat.WEBP),
  /** TIFF 6.0. */
  TIFF(null),
  /** Windows or OS/2 bitmap. */
  BMP(null),
  /** Windows icon or cursor. */
  ICO(null),
  /** Any other that a plug-in handed in by the host can read. */
  OTHER(null);

  private final @Nullable ImageFormat output;

  SourceFormat(@Nullable ImageFormat output) {
    this.output = output;
  }

  /** The same format as an output, if it can be one. */
  public Optional<ImageFormat> output() {
    return Optional.ofNullable(output);
  }
}
