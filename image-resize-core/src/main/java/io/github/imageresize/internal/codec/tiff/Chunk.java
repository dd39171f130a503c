package io.github.imageresize.internal.codec.tiff;

/**
 * The compressed bytes of a strip or tile.
 *
 * @param bytes the array that they lie in
 * @param from the first
 * @param to one past the last
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record Chunk(byte[] bytes, int from, int to) {}
