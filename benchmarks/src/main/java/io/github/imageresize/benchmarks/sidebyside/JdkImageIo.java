package io.github.imageresize.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;

/** ImageIO as a JDK brings it. */
final class JdkImageIo {
  /** What both can be read and written, of the formats that are compared. */
  static final Set<String> FORMATS = Set.of("jpeg", "png");

  private JdkImageIo() {}

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
