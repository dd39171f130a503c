package io.github.imageresize.internal.codec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The versions of what makes the bytes of an image: part of the engine's name, and so of every
 * cache key and ETag. Raise one by one whenever its part gives other bytes than before for any
 * request; {@code EncodedBytesTest} fails where that was forgotten.
 */
public enum CodecVersion {
  /** Geometry, resampling, colour and effects: whatever lies between decoder and encoder. */
  RESAMPLING(3),
  /** Decoder and encoder. */
  JPEG(2),
  /** Decoder and encoder. */
  PNG(4),
  /** Decoder and encoder. */
  GIF(3),
  /** Decoder and encoder, libwebp included. */
  WEBP(3),
  /** Decoder. */
  TIFF(2),
  /** Decoder, icons included. */
  BMP(2);

  private final int number;

  CodecVersion(int number) {
    this.number = number;
  }

  /** All of them in one text, such as {@code resampling1.jpeg1.png2}. */
  public static String all() {
    return Arrays.stream(values()).map(CodecVersion::label).collect(Collectors.joining("."));
  }

  /** One of them, such as {@code jpeg1}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT) + number;
  }
}
