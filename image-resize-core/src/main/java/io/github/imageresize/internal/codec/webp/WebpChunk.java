package io.github.imageresize.internal.codec.webp;

/**
 * Where a chunk stands in its file.
 *
 * @param type its four characters
 * @param start index of its data
 * @param length of its data, as far as the file goes
 * @param whole whether the file has all of them
 */
record WebpChunk(String type, int start, int length, boolean whole) {

  int dataEnd() {
    return start + length;
  }

  /** Where the next chunk begins; data is padded to even lengths (RFC 9649 section 2.3). */
  int end() {
    return dataEnd() + (length & 1);
  }
}
