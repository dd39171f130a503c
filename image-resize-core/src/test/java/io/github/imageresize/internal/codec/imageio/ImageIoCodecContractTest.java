package io.github.imageresize.internal.codec.imageio;

import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.written;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.CodecContract;
import java.awt.image.BufferedImage;
import java.util.List;

class ImageIoCodecContractTest extends CodecContract {

  @Override
  protected Codec codec() {
    return new ImageIoCodec(JdkPlugins.reader("wbmp"));
  }

  @Override
  protected List<byte[]> originals() {
    return List.of(written(drawn(45, 33, BufferedImage.TYPE_BYTE_BINARY), "wbmp"));
  }
}
