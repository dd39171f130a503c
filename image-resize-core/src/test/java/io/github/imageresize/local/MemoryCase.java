package io.github.imageresize.local;

import io.github.imageresize.ImageRequest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An image whose making is measured.
 *
 * @param name for messages
 * @param original draws the encoded original; called in the virtual machine that measures
 * @param request what is made of it
 * @param overlay draws the encoded picture that is laid over the result, where one is
 */
public record MemoryCase(
    String name,
    Supplier<byte[]> original,
    ImageRequest request,
    Optional<Supplier<byte[]>> overlay) {

  /** Without an overlay. */
  public MemoryCase(String name, Supplier<byte[]> original, ImageRequest request) {
    this(name, original, request, Optional.empty());
  }
}
