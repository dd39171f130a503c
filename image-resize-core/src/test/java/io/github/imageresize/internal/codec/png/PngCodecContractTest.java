package io.github.imageresize.internal.codec.png;

import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.written;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.CodecContract;
import io.github.imageresize.internal.animation.DrawnAnimations;
import io.github.imageresize.internal.animation.PngAnimations;
import java.awt.image.BufferedImage;
import java.util.List;

class PngCodecContractTest extends CodecContract {

  @Override
  protected Codec codec() {
    return new PngCodec();
  }

  @Override
  protected List<byte[]> originals() {
    return List.of(
        written(drawn(45, 33, BufferedImage.TYPE_INT_ARGB), "png"),
        written(drawn(20, 31, BufferedImage.TYPE_BYTE_GRAY), "png"),
        PngAnimations.write(DrawnAnimations.odd(20, 16, 4, 1, true)));
  }
}
