package io.github.imageresize.internal.codec.png;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.FormatCodec;
import java.util.List;
import java.util.Optional;

/** PNG. */
public final class PngCodec extends FormatCodec {
  /**
   * The codec and the version of its bytes. To be raised whenever any original or any request gives
   * other bytes than before; {@code EncodedBytesTest} fails where that was forgotten.
   */
  public static final String VERSION = "png5";

  /** What is read. */
  public static final SourceFormat FORMAT = SourceFormat.of("PNG", ImageFormat.PNG);

  /** The codec. */
  public PngCodec() {
    super(VERSION, List.of(FORMAT), List.of(new PngEncoder()));
  }

  @Override
  public ImageDecoder open(byte[] original) {
    return PngDecoder.open(original);
  }

  @Override
  public Optional<byte[]> withoutMetadata(byte[] original, boolean allFrames) {
    return PngWithoutMetadata.of(original, allFrames);
  }
}
