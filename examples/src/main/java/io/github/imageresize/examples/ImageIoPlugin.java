package io.github.imageresize.examples;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.source.DirectoryImageSource;
import io.github.imageresize.source.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import javax.imageio.spi.ImageReaderSpi;

/**
 * An original in a format that the library does not know, such as BigTIFF, read by an ImageIO
 * plug-in. A program with one plug-in of its own would write {@code .plugin(new
 * TIFFImageReaderSpi())}; this one takes the plug-in's name, so that it compiles without any.
 *
 * <p>A plug-in is asked for formats that the library does not know by itself, never for others. It
 * must read from an {@code ImageInputStream} over memory, and its reader must heed the {@code
 * setInput} of three parameters.
 */
public final class ImageIoPlugin {
  private ImageIoPlugin() {}

  /**
   * Makes a JPEG, 600 pixels wide at the most.
   *
   * @param arguments the class of the plug-in's {@code ImageReaderSpi}, the original's folder and
   *     name, and the file to write
   */
  public static void main(String[] arguments) throws IOException {
    ImageReaderSpi plugin = plugin(arguments[0]);
    ImageSource source = new DirectoryImageSource(Path.of(arguments[1]));
    try (ResizeService service = ResizeService.builder(source).plugin(plugin).build()) {
      ImageRequest request =
          ImageRequest.builder(arguments[2]).width(600).format(ImageFormat.JPEG).build();
      ResizedImage image = service.resize(request);
      Files.write(Path.of(arguments[3]), image.toByteArray());
    }
  }

  private static ImageReaderSpi plugin(String className) {
    return ServiceLoader.load(ImageReaderSpi.class).stream()
        .filter(provider -> provider.type().getName().equals(className))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(className + " must be on the class path"))
        .get();
  }
}
