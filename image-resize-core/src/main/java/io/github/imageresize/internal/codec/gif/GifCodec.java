package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.FormatCodec;
import java.util.List;
import java.util.Optional;

/** GIF. */
public final class GifCodec extends FormatCodec {
  /**
   * The codec and the version of its bytes. To be raised whenever any original or any request gives
   * other bytes than before; {@code EncodedBytesTest} fails where that was forgotten.
   */
  public static final String VERSION = "gif4";

  /** What is read. */
  public static final SourceFormat FORMAT = SourceFormat.of("GIF", ImageFormat.GIF);

  /** The codec. */
  public GifCodec() {
    super(VERSION, List.of(FORMAT), List.of(new GifEncoder()));
  }

  @Override
  public ImageDecoder open(byte[] original) {
    return GifDecoder.open(original);
  }

  @Override
  public Optional<byte[]> withoutMetadata(byte[] original, boolean allFrames) {
    return GifWithoutMetadata.of(original, allFrames);
  }
}
