package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.FormatCodec;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** WebP: by libwebp, or read alone where that cannot be loaded. */
public final class WebpCodec extends FormatCodec {
  /**
   * The codec and the version of its bytes. To be raised whenever any original or any request gives
   * other bytes than before; {@code EncodedBytesTest} fails where that was forgotten.
   */
  public static final String VERSION = "webp3";

  /** What is read. */
  public static final SourceFormat FORMAT = SourceFormat.of("WebP", ImageFormat.WEBP);

  private static final System.Logger LOG = System.getLogger(WebpCodec.class.getName());

  private final Optional<LibWebp> libwebp;

  private WebpCodec(Optional<LibWebp> libwebp) {
    super(VERSION, List.of(FORMAT), libwebp.<ImageEncoder>map(WebpEncoder::new).stream().toList());
    this.libwebp = libwebp;
  }

  /**
   * Loads libwebp. Where that ends in a {@link LinkageError}, WebP is read in Java and not written.
   */
  public static WebpCodec of(Supplier<LibWebp> loader) {
    try {
      return new WebpCodec(Optional.of(loader.get()));
    } catch (LinkageError e) {
      LOG.log(
          Level.WARNING,
          "WebP is read slowly and not written, since libwebp cannot be loaded: " + e.getMessage());
      return new WebpCodec(Optional.empty());
    }
  }

  @Override
  public String identity() {
    return VERSION + (encoders().isEmpty() ? "readonly" : "");
  }

  @Override
  public ImageDecoder open(byte[] original) {
    return WebpDecoder.open(original, libwebp);
  }

  @Override
  public Optional<byte[]> withoutMetadata(byte[] original, boolean allFrames) {
    return WebpWithoutMetadata.of(original, allFrames);
  }
}
