package io.github.imageresize.internal.codec.jpeg;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.FormatCodec;
import io.github.imageresize.internal.codec.imageio.ImageIoDecoder;
import io.github.imageresize.internal.codec.imageio.JdkPlugins;
import io.github.imageresize.internal.codec.imageio.JoinedBytes;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import io.github.imageresize.internal.codec.jpeg.decode.JpegFile;
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

  /** Looked up for the first of them, since ImageIO looks through the whole class path. */
  private static final class OtherKinds {
    static final ImageReaderSpi PLUGIN = JdkPlugins.twelveMonkeysJpeg();
  }

  /** The codec. */
  public JpegCodec() {
    super(VERSION, List.of(FORMAT), List.of(new JpegEncoder()));
  }

  @Override
  public ImageDecoder open(byte[] original) {
    JpegFile file = JpegFile.read(original);
    return JpegDecoder.canDecode(file) ? JpegDecoder.open(file) : openOtherKind(file);
  }

  /**
   * The plug-in is trusted to convert colours (CMYK, YCCK, RGB with a profile) to sRGB, so that
   * only the profile of a grey picture is left in the header.
   */
  private ImageDecoder openOtherKind(JpegFile file) {
    FrameHeader frame = file.frame();
    return ImageIoDecoder.open(
        FORMAT,
        JoinedBytes.of(file.bytes()),
        OtherKinds.PLUGIN,
        file.exif(),
        frame.components().size() == 1 ? file.iccProfile() : null,
        frame.memoryOfWholePicture(),
        ImageIoDecoder.UNKNOWN);
  }

  @Override
  public Optional<byte[]> withoutMetadata(byte[] original, boolean allFrames) {
    return JpegWithoutMetadata.of(original);
  }
}
