package io.github.imageresize.internal.codec.png;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.SourceFormat;
import java.util.List;
import java.util.Optional;

/** PNG. */
public final class PngCodec implements Codec {
  /**
   * The codec and the version of its bytes. To be raised whenever any original or any request gives
   * other bytes than before; {@code EncodedBytesTest} fails where that was forgotten.
   */
  public static final String VERSION = "png4";

  /** What is read. */
  public static final SourceFormat FORMAT = SourceFormat.of("PNG", ImageFormat.PNG);

  private final List<ImageEncoder> encoders = List.of(new PngEncoder());

  @Override
  public String identity() {
    return VERSION;
  }

  @Override
  public List<SourceFormat> sourceFormats() {
    return List.of(FORMAT);
  }

  @Override
  public boolean recognises(byte[] original) {
    return ImageFormat.PNG.isRecognisedIn(original);
  }

  @Override
  public ImageDecoder open(byte[] original) {
    return PngDecoder.open(original);
  }

  @Override
  public Optional<byte[]> withoutMetadata(byte[] original, boolean allFrames) {
    return PngWithoutMetadata.of(original, allFrames);
  }

  @Override
  public List<ImageEncoder> encoders() {
    return encoders;
  }
}
