package io.github.imageresize.internal.codec.tiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.FormatCodec;
import io.github.imageresize.internal.codec.MagicBytes;
import java.util.List;
import javax.imageio.spi.ImageReaderSpi;

/** TIFF and BigTIFF; rare kinds by TwelveMonkeys. */
public final class TiffCodec extends FormatCodec {
  /**
   * The codec and the version of its bytes. To be raised whenever any original or any request gives
   * other bytes than before; {@code EncodedBytesTest} fails where that was forgotten.
   */
  public static final String VERSION = "tiff3";

  /** What is read. */
  public static final SourceFormat FORMAT = SourceFormat.named("TIFF");

  /** Its classes are not needed before the first TIFF. */
  private static final class OtherKinds {
    static final ImageReaderSpi PLUGIN = new TIFFImageReaderSpi();
  }

  /** The codec. */
  public TiffCodec() {
    super(VERSION, List.of(FORMAT), List.of());
  }

  @Override
  public boolean recognises(byte[] original) {
    return MagicBytes.stand(original, 0, 'I', 'I', 42, 0)
        || MagicBytes.stand(original, 0, 'M', 'M', 0, 42)
        || MagicBytes.stand(original, 0, 'I', 'I', 43, 0)
        || MagicBytes.stand(original, 0, 'M', 'M', 0, 43);
  }

  @Override
  public ImageDecoder open(byte[] original) {
    return TiffDecoder.open(original, OtherKinds.PLUGIN);
  }
}
