package io.github.imageresize.internal.codec.bmp;

import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.written;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.CodecContract;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

class BmpCodecContractTest extends CodecContract {

  @Override
  protected Codec codec() {
    return new BmpCodec();
  }

  @Override
  protected List<byte[]> originals() {
    return List.of(
        written(drawn(45, 33, BufferedImage.TYPE_INT_RGB), "bmp"),
        icon(written(drawn(20, 31, BufferedImage.TYPE_INT_ARGB), "png")));
  }

  /** An icon of one picture, which is a PNG. */
  private static byte[] icon(byte[] png) {
    ByteBuffer icon = ByteBuffer.allocate(22 + png.length).order(ByteOrder.LITTLE_ENDIAN);
    icon.putShort((short) 0).putShort((short) 1).putShort((short) 1);
    icon.put((byte) 20).put((byte) 31).putShort((short) 0).putShort((short) 1);
    icon.putShort((short) 32).putInt(png.length).putInt(22);
    return icon.put(png).array();
  }
}
