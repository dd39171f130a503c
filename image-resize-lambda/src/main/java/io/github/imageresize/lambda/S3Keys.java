package io.github.imageresize.lambda;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Makes the keys of objects from the paths of originals: the prefix, then the path to the last
 * character. Nothing is decoded, normalised or trimmed.
 */
final class S3Keys {
  /** Amazon S3's own limit, in bytes of UTF-8. */
  static final int MAX_BYTES = 1024;

  private final String prefix;

  S3Keys(String prefix) {
    this.prefix = prefix;
  }

  String keyOf(String path) {
    if (path.chars().anyMatch(Character::isISOControl)) {
      throw new ImageResizeException(
          Reason.SOURCE_NOT_FOUND, "a path with a control character names nothing");
    }
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..") || segment.equals(".")) {
        throw new ImageResizeException(
            Reason.SOURCE_NOT_FOUND, "a path with a . or .. segment names nothing: " + path);
      }
    }
    String key = prefix + path;
    if (encodedLength(key, path) > MAX_BYTES) {
      throw ImageResizeException.invalid(
          "source",
          path,
          "must have at most "
              + (MAX_BYTES - prefix.getBytes(StandardCharsets.UTF_8).length)
              + " bytes in UTF-8");
    }
    return key;
  }

  private static int encodedLength(String key, String path) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key)).remaining();
    } catch (CharacterCodingException lonelySurrogate) {
      throw ImageResizeException.invalid("source", path, "must be well-formed Unicode");
    }
  }
}
