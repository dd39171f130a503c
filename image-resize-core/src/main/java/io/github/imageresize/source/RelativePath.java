package io.github.imageresize.source;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.util.List;

/** The segments of an original's path, checked: none of them can lead out of a root. */
final class RelativePath {
  private RelativePath() {}

  /**
   * Splits a path at its slashes.
   *
   * @return one segment or more, none empty, of dots alone, with a backslash, a control character,
   *     or, since some file systems drop them, a dot or a space at its end
   * @throws ImageResizeException with {@code SOURCE_NOT_FOUND} for any other path
   */
  static List<String> segments(String path) {
    List<String> segments = List.of(path.split("/", -1));
    for (String segment : segments) {
      if (segment.isEmpty()
          || segment.endsWith(".")
          || segment.endsWith(" ")
          || segment.indexOf('\\') >= 0
          || segment.chars().anyMatch(Character::isISOControl)) {
        throw new ImageResizeException(
            Reason.SOURCE_NOT_FOUND, "the path " + path + " can't be that of an original");
      }
    }
    return segments;
  }
}
