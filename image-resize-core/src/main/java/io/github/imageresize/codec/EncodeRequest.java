package io.github.imageresize.codec;

import org.jspecify.annotations.Nullable;

/**
 * How an image is written.
 *
 * @param quality 1..100, for the formats that know it
 * @param copyright the copyright notice to keep, or null
 * @param artist the artist to keep, or null
 */
public record EncodeRequest(int quality, @Nullable String copyright, @Nullable String artist) {}
