package io.github.imageresize.internal.codec.tiff;

/**
 * Decompresses strips or tiles one after the other, each from its first byte on, as far as it is
 * asked to. Not thread-safe.
 */
interface Decompressor extends AutoCloseable {

  /** Begins with a chunk. */
  void open(Chunk chunk);

  /**
   * Writes the next bytes of the chunk.
   *
   * @return how many there were; fewer than asked for if the chunk ends or is damaged
   */
  int read(byte[] out, int offset, int length);

  /** Whether what was read of the chunk is not all as it should be, though none is missing. */
  default boolean isDamaged() {
    return false;
  }

  /** Frees what is held outside of the heap. */
  @Override
  default void close() {}
}
