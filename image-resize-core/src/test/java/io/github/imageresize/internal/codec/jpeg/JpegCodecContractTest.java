package io.github.imageresize.internal.codec.jpeg;

import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.written;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.CodecContract;
import java.awt.image.BufferedImage;
import java.util.List;

class JpegCodecContractTest extends CodecContract {

  @Override
  protected Codec codec() {
    return new JpegCodec();
  }

  @Override
  protected List<byte[]> originals() {
    return List.of(
        written(drawn(45, 33, BufferedImage.TYPE_INT_RGB), "jpeg"),
        written(drawn(20, 31, BufferedImage.TYPE_BYTE_GRAY), "jpeg"),
        Drawings.encode(
            JpegForm.progressive(),
            Drawings.image(io.github.imageresize.codec.ColorModel.YCBCR, 33, 21, 2, 2),
            80));
  }
}
