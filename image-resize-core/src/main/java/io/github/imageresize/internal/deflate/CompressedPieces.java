package io.github.imageresize.internal.deflate;

/** Compressed data that lie in memory in several pieces, one behind the other. */
public interface CompressedPieces {
  /** Goes to the next piece, at the beginning to the first; false, once, if there is none. */
  boolean advance();

  /** What holds the piece. */
  byte[] array();

  /** Where it begins there. */
  int start();

  /** How long it is; may be 0. */
  int length();

  /** A single piece. */
  static CompressedPieces of(byte[] array, int start, int length) {
    return new CompressedPieces() {
      private boolean given;

      @Override
      public boolean advance() {
        boolean first = !given;
        given = true;
        return first;
      }

      @Override
      public byte[] array() {
        return array;
      }

      @Override
      public int start() {
        return start;
      }

      @Override
      public int length() {
        return length;
      }
    };
  }
}
