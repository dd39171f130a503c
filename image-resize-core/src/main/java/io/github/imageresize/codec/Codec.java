package io.github.imageresize.codec;

import io.github.imageresize.ImageResizeException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a format, or writes one, or both. The library's own codecs are of this kind; others are
 * handed in by {@link io.github.imageresize.local.LocalResizeService.Builder#codec} and {@link
 * io.github.imageresize.ResizeServiceBuilder#codec}. Of the codecs that recognise an original, and
 * of those that write a format, the library's own come first, then the others in the order in which
 * they were added.
 *
 * <p>Implementations are thread-safe, and stay the caller's: what an engine opens of an original it
 * closes, a codec it does not. The decoders that they make are not thread-safe.
 *
 * <p>{@code CodecContract} in this library's test jar checks what is asked for here.
 */
public interface Codec {

  /**
   * Names the codec and the version of its bytes, those of native libraries included; part of the
   * engine's name and so of every cache key and ETag. To be changed whenever any original or any
   * request gives other bytes than before.
   *
   * @return 1 to 40 letters and digits, the same whenever it is asked, such as {@code vips8x17x2}
   */
  String identity();

  /**
   * The formats that can be read.
   *
   * @return an immutable list, in the order in which messages name them; empty if the codec only
   *     writes
   */
  default List<SourceFormat> sourceFormats() {
    return List.of();
  }

  /**
   * Whether an original is of a format that this codec reads. Looks at its first bytes and costs
   * next to nothing; says nothing of whether what follows is intact. Throws nothing, whatever the
   * bytes.
   *
   * @param original the whole encoded original, of any length; not to be written to
   * @return true if {@link #open} is to be asked
   */
  boolean recognises(byte[] original);

  /**
   * Reads the header of an original that was {@linkplain #recognises recognised}. Decodes no pixel,
   * and holds no more memory than a small multiple of the header's own bytes, whatever it claims:
   * limits are looked at behind this call.
   *
   * @param original the whole encoded original; not written to while the decoder is open, and not
   *     to be written to
   * @return its decoder, to be closed by the caller
   * @throws ImageResizeException with {@code CORRUPT_IMAGE} if the header is broken, {@code
   *     UNSUPPORTED_IMAGE} if it is of a kind that can't be read; nothing else
   */
  ImageDecoder open(byte[] original);

  /**
   * An original that was decoded without damage, once more without its metadata: the same pictures
   * for a screen, not encoded anew.
   *
   * @param original the whole encoded original; not to be written to
   * @param allFrames whether it may be animated; else it shows the picture that {@link
   *     ImageDecoder#decode} gives
   * @return the file; empty, by default, if this codec can't make it or the original isn't intact
   */
  default Optional<byte[]> withoutMetadata(byte[] original, boolean allFrames) {
    return Optional.empty();
  }

  /**
   * The encoders of the formats that can be written here and now.
   *
   * @return an immutable list, at most one for a format, the same whenever it is asked; empty if
   *     the codec only reads
   */
  default List<ImageEncoder> encoders() {
    return List.of();
  }
}
