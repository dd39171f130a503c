package io.github.imageresize.examples.samples;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A source of four pictures: two like photographs, one with transparency, one with text. They are
 * drawn in the background from the moment that it is made; who reads one waits for it. Thread-safe.
 */
public final class SamplePictures implements ImageSource {
  private static final float PHOTO_QUALITY = 0.92f;

  private final Map<String, CompletableFuture<SourceImage>> pictures = new TreeMap<>();

  /** Begins to draw the pictures. */
  public SamplePictures() {
    draw("landscape.jpg", () -> jpeg(Landscape.draw()));
    draw("night-city.jpg", () -> jpeg(NightCity.draw()));
    draw("bubbles.png", () -> png(Bubbles.draw()));
    draw("eye-chart.png", () -> png(EyeChart.draw()));
  }

  /** The pictures' paths, in order. */
  public Set<String> paths() {
    return Collections.unmodifiableSet(pictures.keySet());
  }

  @Override
  public SourceImage read(String path, ReadAllowance allowance) {
    SourceImage picture = picture(path);
    allowance.reserve(path, picture.bytes().length);
    return picture;
  }

  @Override
  public String version(String path) {
    return picture(path).version();
  }

  private SourceImage picture(String path) {
    CompletableFuture<SourceImage> picture = pictures.get(path);
    if (picture == null) {
      throw new ImageResizeException(
          Reason.SOURCE_NOT_FOUND, "there is no sample picture of the name " + path);
    }
    return picture.join();
  }

  private void draw(String path, Supplier<SourceImage> drawing) {
    pictures.put(path, CompletableFuture.supplyAsync(drawing));
  }

  private static SourceImage png(BufferedImage image) {
    return encode(image, "png");
  }

  private static SourceImage jpeg(BufferedImage image) {
    return encode(image, "jpeg");
  }

  private static SourceImage encode(BufferedImage image, String format) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(PHOTO_QUALITY);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory can always be written to", impossible);
    } finally {
      writer.dispose();
    }
    // What is drawn is the same each time, so its length is version enough.
    return SourceImage.wrap(bytes.toByteArray(), "sample-" + bytes.size());
  }
}
