package io.github.imageresize.codec;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes bytes that begin like an AVIF's, for tests of what is done with formats. */
public class AvifLookalike implements Codec, ImageEncoder {

  @Override
  public byte[] encode(PlanarImage image, EncodeRequest request) {
    return "\0\0\0\20ftypavif\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public ImageFormat format() {
    return ImageFormat.AVIF;
  }

  @Override
  public boolean accepts(ColorModel model, boolean alpha) {
    return true;
  }

  @Override
  public long memoryNeeded(int width, int height, boolean alpha, EncodeRequest request) {
    return 1000;
  }

  @Override
  public String identity() {
    return "lookalike1";
  }

  @Override
  public List<SourceFormat> sourceFormats() {
    return List.of();
  }

  @Override
  public boolean recognises(byte[] original) {
    return false;
  }

  @Override
  public ImageDecoder open(byte[] original) {
    throw new ImageResizeException(Reason.UNSUPPORTED_IMAGE, "read by nobody");
  }

  @Override
  public List<ImageEncoder> encoders() {
    return List.of(this);
  }
}
