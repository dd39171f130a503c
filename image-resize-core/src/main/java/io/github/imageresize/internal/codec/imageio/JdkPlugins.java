package io.github.imageresize.internal.codec.imageio;

import java.util.Iterator;
import java.util.List;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * ImageIO readers in instances of our own. The JDK hides the classes of its readers in packages
 * that are not exported; the only way to them is a look into ImageIO's global registry, where the
 * JDK itself has put them. Nothing is added to it, and no other plug-in is taken from it.
 */
public final class JdkPlugins {
  private JdkPlugins() {}

  /** The JDK's reader for a format. */
  public static ImageReaderSpi reader(String formatName) {
    Iterator<ImageReaderSpi> all =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
    while (all.hasNext()) {
      ImageReaderSpi plugin = all.next();
      if (plugin.getClass().getModule() == ImageReaderSpi.class.getModule()
          && List.of(plugin.getFormatNames()).contains(formatName)) {
        return plugin;
      }
    }
    throw new IllegalStateException("this JDK has no ImageIO reader for " + formatName);
  }

  /**
   * The TwelveMonkeys reader for JPEG around the JDK's. It takes the JDK's from the registry that
   * it is entered in, so it is entered in one of its own.
   */
  public static ImageReaderSpi twelveMonkeysJpeg() {
    ServiceRegistry registry =
        new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
    registry.registerServiceProvider(reader("jpeg"), ImageReaderSpi.class);
    ImageReaderSpi plugin = new com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi();
    registry.registerServiceProvider(plugin, ImageReaderSpi.class);
    return plugin;
  }
}
