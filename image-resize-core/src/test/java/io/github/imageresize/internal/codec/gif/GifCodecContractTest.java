package io.github.imageresize.internal.codec.gif;

import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.written;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.CodecContract;
import io.github.imageresize.internal.animation.DrawnAnimations;
import io.github.imageresize.internal.animation.GifAnimations;
import java.awt.image.BufferedImage;
import java.util.List;

class GifCodecContractTest extends CodecContract {

  @Override
  protected Codec codec() {
    return new GifCodec();
  }

  @Override
  protected List<byte[]> originals() {
    return List.of(
        written(drawn(45, 33, BufferedImage.TYPE_INT_RGB), "gif"),
        GifAnimations.write(DrawnAnimations.odd(20, 16, 4, 1, false)));
  }
}
