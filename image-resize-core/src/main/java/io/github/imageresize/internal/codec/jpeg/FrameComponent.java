package io.github.imageresize.internal.codec.jpeg;

/**
 * A component as the frame header describes it (T.81 B.2.2).
 *
 * @param identifier C
 * @param horizontal sampling factor H, 1..4
 * @param vertical sampling factor V, 1..4
 * @param quantization selector Tq, 0..3
 */
public record FrameComponent(int identifier, int horizontal, int vertical, int quantization) {}
