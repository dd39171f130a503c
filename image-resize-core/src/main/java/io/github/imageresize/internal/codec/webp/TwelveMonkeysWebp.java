package io.github.imageresize.internal.codec.webp;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.github.imageresize.codec.DecodeRequest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes WebP in Java, where libwebp cannot be loaded. */
final class TwelveMonkeysWebp implements WebpPlugin {
  private static final long FIXED_MEMORY = 1 << 20;

  private final WebPImageReaderSpi provider = new WebPImageReaderSpi();

  @Override
  public boolean scales() {
    return false;
  }

  /** Planes of luma and chroma or one of integers, and another raster of the picture's size. */
  @Override
  public long memoryNeeded(WebpBitstream bitstream, boolean alpha) {
    return 12L * bitstream.width() * bitstream.height() + FIXED_MEMORY;
  }

  @Override
  public WebpPixels read(
      byte[] still,
      WebpBitstream bitstream,
      DecodeRequest region,
      int scaledWidth,
      int scaledHeight)
      throws IOException {
    ImageReader reader = provider.createReaderInstance(null);
    try {
      reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(still)));
      BufferedImage image = reader.read(0);
      return new WebpPixels(image, image.getHeight());
    } finally {
      reader.dispose();
    }
  }
}
