package io.github.imageresize.http;

import io.github.imageresize.ImageFormat;

/** The name to save an image under, of an original's path. */
final class FileName {
  private FileName() {}

  /**
   * The parameters of {@code Content-Disposition}: {@code filename} for old clients with marks in
   * the place of all else than plain letters, and {@code filename*} (RFC 8187) where that differs.
   */
  static String parameters(String source, ImageFormat format) {
    String last = source.substring(source.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    String name = (dot > 0 ? last.substring(0, dot) : last) + "." + format.suffixes().get(0);
    String plain = name.replaceAll("[^A-Za-z0-9 ._~-]", "_");
    String simple = "; filename=\"" + plain + "\"";
    return plain.equals(name)
        ? simple
        : simple + "; filename*=UTF-8''" + PercentEncoding.encode(name, "");
  }
}
