package io.github.imageresize.internal.codec.webp;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.internal.codec.imageio.WatchedInput;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;

/** Decodes WebP in Java, where libwebp cannot be loaded. */
final class TwelveMonkeysWebp implements WebpPlugin {
  private static final long FIXED_MEMORY = 1 << 20;

  private final WebPImageReaderSpi provider = new WebPImageReaderSpi();
  private final NativeSpeed decoding = new NativeSpeed(60);

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
    long pixels = (long) bitstream.width() * bitstream.height();
    // Where much is made of little input, no look at the clock comes in between.
    decoding.requireTime(pixels, region.deadline());
    long start = System.nanoTime();
    ImageReader reader = provider.createReaderInstance(null);
    try {
      reader.setInput(WatchedInput.of(still, region.deadline()));
      BufferedImage image = reader.read(0);
      decoding.measured(pixels, System.nanoTime() - start);
      return new WebpPixels(image, image.getHeight());
    } finally {
      reader.dispose();
    }
  }
}
