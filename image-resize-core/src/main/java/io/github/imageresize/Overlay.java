package io.github.imageresize;

import java.util.OptionalDouble;

/**
 * A picture that is laid over the result, such as a watermark.
 *
 * @param source the picture's path in the request's {@link
 *     io.github.imageresize.source.ImageSource}
 * @param position where it is placed; it has no meaning where the picture repeats
 * @param scale its width as a part of the result's width, 0.001..1; empty for its own size, and
 *     never larger than the result
 * @param opacity 0.01..1 (its own)
 * @param repeat whether copies of it cover the result
 */
public record Overlay(
    String source, Position position, OptionalDouble scale, double opacity, boolean repeat) {}
