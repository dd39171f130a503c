package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.CodecContract;
import io.github.imageresize.internal.animation.DrawnAnimations;
import io.github.imageresize.internal.animation.WebpAnimations;
import java.util.List;

class WebpCodecContractTest extends CodecContract {

  @Override
  protected Codec codec() {
    return WebpCodec.of(LibWebp::new);
  }

  @Override
  protected List<byte[]> originals() {
    return List.of(
        LosslessWebp.noise(16, 12), WebpAnimations.write(DrawnAnimations.odd(20, 16, 3, 1, true)));
  }
}
