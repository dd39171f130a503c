package io.github.imageresize.local;

import io.github.imageresize.ImageRequest;
import java.util.function.Supplier;

/**
 * An image whose making is measured.
 *
 * @param name for messages
 * @param original draws the encoded original; called in the virtual machine that measures
 * @param request what is made of it
 */
public record MemoryCase(String name, Supplier<byte[]> original, ImageRequest request) {}
