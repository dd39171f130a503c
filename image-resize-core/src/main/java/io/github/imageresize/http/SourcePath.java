package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;

/** The path of an original, out of the path of a URL. */
final class SourcePath {
  private SourcePath() {}

  /**
   * Decodes the part of a URL's path that names the original.
   *
   * @param encoded the part after the handler's prefix, as it was sent
   * @throws ImageResizeException with {@code INVALID_REQUEST} if it is not well encoded or hides a
   *     separator or a control character; with {@code SOURCE_NOT_FOUND} if it can't name a file: it
   *     is empty, ends with a slash, or has an empty or a dot segment
   */
  static String decode(String encoded) {
    String path = PercentEncoding.decode("path", encoded);
    if (separators(path) != separators(encoded) || path.indexOf('\\') >= 0) {
      throw ImageResizeException.invalid(
          "path", encoded, "must not hold a backslash or an encoded slash");
    }
    for (int i = 0; i < path.length(); i++) {
      if (Character.isISOControl(path.charAt(i))) {
        throw ImageResizeException.invalid("path", encoded, "must not hold control characters");
      }
    }
    if (!canNameFile(path)) {
      // No cache needs to keep what costs nothing to find out and what anyone can write endlessly.
      throw new ImageResizeException(
              Reason.SOURCE_NOT_FOUND, "the path " + encoded + " has an empty or a dot segment")
          .withBasis(Basis.NODE);
    }
    return path;
  }

  /** Whether a decoded path has neither an empty segment nor one that leads elsewhere. */
  static boolean canNameFile(String path) {
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (isEmptyOrDots(path, start, end)) {
        return false;
      }
      start = end + 1;
    }
    return path.indexOf('\\') < 0;
  }

  private static boolean isEmptyOrDots(String path, int start, int end) {
    int length = end - start;
    return length == 0
        || (length == 1 && path.charAt(start) == '.')
        || (length == 2 && path.startsWith("..", start));
  }

  private static int separators(String path) {
    int count = 0;
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '/') {
        count++;
      }
    }
    return count;
  }
}
