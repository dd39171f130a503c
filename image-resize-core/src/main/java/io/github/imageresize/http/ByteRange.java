package io.github.imageresize.http;

import java.util.Optional;

/**
 * One range of bytes of an image (RFC 9110, section 14.1.2).
 *
 * @param from the first byte
 * @param count how many bytes; 0 if the range begins behind the image's end
 */
record ByteRange(int from, int count) {
  private static final int MAX_DIGITS = 18;

  /**
   * Reads a {@code Range} field.
   *
   * @return empty if the field is to be ignored: another unit, several ranges, or not well formed
   */
  static Optional<ByteRange> parse(String field, int length) {
    String text = field.strip();
    int dash = text.indexOf('-');
    if (!text.startsWith("bytes=") || dash < 0) {
      return Optional.empty();
    }
    String first = text.substring("bytes=".length(), dash);
    String last = text.substring(dash + 1);
    if (!isNumberOrEmpty(first) || !isNumberOrEmpty(last) || first.length() + last.length() == 0) {
      return Optional.empty();
    }
    if (first.isEmpty()) {
      int count = (int) Math.min(Long.parseLong(last), length);
      return Optional.of(new ByteRange(length - count, count));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
    if (to < from) {
      return Optional.empty();
    }
    return Optional.of(
        from >= length
            ? new ByteRange(length, 0)
            : new ByteRange((int) from, (int) (Math.min(to, length - 1L) - from + 1)));
  }

  boolean isSatisfiable() {
    return count > 0;
  }

  private static boolean isNumberOrEmpty(String text) {
    return text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
