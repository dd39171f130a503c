package io.github.imageresize.codec.webp;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPReadParam;
import com.luciad.imageio.webp.WebPWriteParam;
import io.github.imageresize.codec.DecodeRequest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** libwebp by its native library. Thread-safe. */
public final class LibWebp implements WebpPlugin {
  private final WebPImageReaderSpi readers = new WebPImageReaderSpi();
  private final WebPImageWriterSpi writers = new WebPImageWriterSpi();

  /**
   * Loads the native library.
   *
   * @throws LinkageError if this machine cannot load it: an unknown system, musl, a temporary
   *     directory from which nothing may be executed
   */
  public LibWebp() {
    writers.createWriterInstance(null).getDefaultWriteParam();
  }

  @Override
  public boolean scales() {
    return true;
  }

  @Override
  public BufferedImage read(byte[] still, DecodeRequest region, int scaledWidth, int scaledHeight)
      throws IOException {
    ImageReader reader = readers.createReaderInstance(null);
    try {
      WebPReadParam param = new WebPReadParam();
      param.setUseCropping(true);
      param.setCropLeft(region.x());
      param.setCropTop(region.y());
      param.setCropWidth(region.width());
      param.setCropHeight(region.height());
      if (scaledWidth != region.width() || scaledHeight != region.height()) {
        param.setUseScaling(true);
        param.setScaledWidth(scaledWidth);
        param.setScaledHeight(scaledHeight);
      }
      reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(still)), true, true);
      return reader.read(0, param);
    } catch (OutOfMemoryError e) {
      if (e.getMessage() != null) {
        throw e; // the heap's own always say what was short
      }
      throw new IOException("libwebp refused an allocation, as it does for damaged data", e);
    } finally {
      reader.dispose();
    }
  }

  /** Encodes an image lossily. */
  byte[] write(BufferedImage image, int quality) throws IOException {
    ImageWriter writer = writers.createWriterInstance(null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      WebPWriteParam param = new WebPWriteParam(Locale.ROOT);
      param.setCompressionType(CompressionType.Lossy);
      param.setCompressionQuality(quality / 100f);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
