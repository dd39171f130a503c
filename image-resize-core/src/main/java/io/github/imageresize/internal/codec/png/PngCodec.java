package io.github.imageresize.internal.codec.png;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.CodecVersion;
import java.util.List;
import java.util.Optional;

/** PNG. */
public final class PngCodec implements Codec {
  private final List<ImageEncoder> encoders = List.of(new PngEncoder());

  @Override
  public String identity() {
    return CodecVersion.PNG.label();
  }

  @Override
  public List<SourceFormat> sourceFormats() {
    return List.of(SourceFormat.PNG);
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
