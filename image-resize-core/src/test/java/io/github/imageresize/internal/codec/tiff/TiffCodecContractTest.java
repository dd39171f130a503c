package io.github.imageresize.internal.codec.tiff;

import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.written;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.CodecContract;
import java.awt.image.BufferedImage;
import java.util.List;

class TiffCodecContractTest extends CodecContract {

  @Override
  protected Codec codec() {
    return new TiffCodec();
  }

  @Override
  protected List<byte[]> originals() {
    return List.of(
        written(drawn(45, 33, BufferedImage.TYPE_INT_RGB), "tiff"),
        written(drawn(20, 31, BufferedImage.TYPE_BYTE_GRAY), "tiff"));
  }
}
