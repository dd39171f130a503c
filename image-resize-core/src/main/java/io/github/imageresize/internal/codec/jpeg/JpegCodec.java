package io.github.imageresize.internal.codec.jpeg;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.FormatCodec;
import io.github.imageresize.internal.codec.imageio.ImageIoDecoder;
import io.github.imageresize.internal.codec.imageio.JdkPlugins;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import io.github.imageresize.internal.codec.jpeg.encode.JpegEncoder;
import java.util.List;
import java.util.Optional;
import javax.imageio.spi.ImageReaderSpi;

/** JPEG; the few kinds that are not decoded here are by the JDK, around which TwelveMonkeys is. */
public final class JpegCodec extends FormatCodec {
  /**
   * The codec and the version of its bytes. To be raised whenever any original or any request gives
   * other bytes than before; {@code EncodedBytesTest} fails where that was forgotten.
   */
  public static final String VERSION = "jpeg2";

  /** What is read. */
  public static final SourceFormat FORMAT = SourceFormat.of("JPEG", ImageFormat.JPEG);

  private final ImageReaderSpi otherKinds = JdkPlugins.twelveMonkeysJpeg();

  /** The codec. */
  public JpegCodec() {
    super(VERSION, List.of(FORMAT), List.of(new JpegEncoder()));
  }

  @Override
  public ImageDecoder open(byte[] original) {
    return JpegDecoder.canDecode(original)
        ? JpegDecoder.open(original)
        : ImageIoDecoder.openJpeg(original, otherKinds);
  }

  @Override
  public Optional<byte[]> withoutMetadata(byte[] original, boolean allFrames) {
    return JpegWithoutMetadata.of(original);
  }
}
