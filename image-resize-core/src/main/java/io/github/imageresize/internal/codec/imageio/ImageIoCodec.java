package io.github.imageresize.internal.codec.imageio;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.SourceFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads what an ImageIO plug-in reads. */
public final class ImageIoCodec implements Codec {
  private final ImageReaderSpi plugin;
  private final SourceFormat format;

  /** Reads by that plug-in; of its readers, one for each original. */
  public ImageIoCodec(ImageReaderSpi plugin) {
    this.plugin = plugin;
    String[] names = plugin.getFormatNames();
    String name = names == null || names.length == 0 ? plugin.getClass().getName() : names[0];
    format = SourceFormat.named(name);
  }

  /** A checksum of what ImageIO knows of the plug-in: its class, vendor and version. */
  @Override
  public String identity() {
    List<String> known =
        Arrays.asList(plugin.getClass().getName(), plugin.getVendorName(), plugin.getVersion());
    CRC32 crc = new CRC32();
    crc.update(String.join(" ", known).getBytes(StandardCharsets.UTF_8));
    return String.format("imageio%08x", crc.getValue());
  }

  @Override
  public List<SourceFormat> sourceFormats() {
    return List.of(format);
  }

  /** A plug-in that stumbles over the first bytes does not know them. */
  @Override
  public boolean recognises(byte[] original) {
    try {
      return plugin.canDecodeInput(
          new MemoryCacheImageInputStream(new ByteArrayInputStream(original)));
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  @Override
  public ImageDecoder open(byte[] original) {
    return ImageIoDecoder.open(format, original, plugin);
  }
}
