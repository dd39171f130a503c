package io.github.imageresize.internal.codec;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.SourceFormat;
import java.util.List;

/**
 * A codec of this library's own, which recognises what it reads by the magic bytes of the formats
 * that can be written too. Thread-safe.
 */
public abstract class FormatCodec implements Codec {
  private final String version;
  private final List<SourceFormat> formats;
  private final List<ImageEncoder> encoders;

  /**
   * A codec.
   *
   * @param version of its bytes, after its name
   * @param formats what is read
   * @param encoders what is written, if anything
   */
  protected FormatCodec(String version, List<SourceFormat> formats, List<ImageEncoder> encoders) {
    this.version = version;
    this.formats = List.copyOf(formats);
    this.encoders = List.copyOf(encoders);
  }

  @Override
  public String identity() {
    return version;
  }

  @Override
  public final List<SourceFormat> sourceFormats() {
    return formats;
  }

  @Override
  public boolean recognises(byte[] original) {
    for (SourceFormat format : formats) {
      if (format.output().isPresent() && format.output().get().isRecognisedIn(original)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public final List<ImageEncoder> encoders() {
    return encoders;
  }
}
