package io.github.imageresize.benchmarks.sidebyside;

import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.ImageInputStream;

/** ImageIO as a JDK brings it. */
final class JdkImageIo {
  /** Of the formats that are compared; of an animation it is the first frame alone. */
  static final Set<String> READ = Set.of("jpeg", "png", "gif", "tiff");

  static final Set<String> WRITTEN = Set.of("jpeg", "png", "gif");

  private JdkImageIo() {}

  /** What a task uses of an original, whose header is read for it. */
  static Rectangle part(byte[] original, Task task) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(original))) {
      ImageReader reader = ImageIO.getImageReaders(in).next();
      try {
        reader.setInput(in);
        return task.part(reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    }
  }

  /** Forgets the plug-ins of this library's dependencies, which other programs do not have. */
  static void keepOwnPlugInsAlone() {
    ImageIO.scanForPlugins();
    IIORegistry registry = IIORegistry.getDefaultInstance();
    for (Class<? extends ImageReaderWriterSpi> kind :
        List.of(ImageReaderSpi.class, ImageWriterSpi.class)) {
      List<ImageReaderWriterSpi> providers = new ArrayList<>();
      registry.getServiceProviders(kind, false).forEachRemaining(providers::add);
      for (ImageReaderWriterSpi provider : providers) {
        if (!provider.getClass().getName().startsWith("com.sun.imageio.")) {
          registry.deregisterServiceProvider(provider);
        }
      }
    }
  }
}
