package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.CodecVersion;
import java.util.List;
import java.util.Optional;

/** GIF. */
public final class GifCodec implements Codec {
  private final List<ImageEncoder> encoders = List.of(new GifEncoder());

  @Override
  public String identity() {
    return CodecVersion.GIF.label();
  }

  @Override
  public List<SourceFormat> sourceFormats() {
    return List.of(SourceFormat.GIF);
  }

  @Override
  public boolean recognises(byte[] original) {
    return ImageFormat.GIF.isRecognisedIn(original);
  }

  @Override
  public ImageDecoder open(byte[] original) {
    return GifDecoder.open(original);
  }

  @Override
  public Optional<byte[]> withoutMetadata(byte[] original, boolean allFrames) {
    return GifWithoutMetadata.of(original, allFrames);
  }

  @Override
  public List<ImageEncoder> encoders() {
    return encoders;
  }
}
