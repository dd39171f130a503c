package io.github.imageresize.internal.codec;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.bmp.BmpDecoder;
import io.github.imageresize.internal.codec.bmp.IconDecoder;
import io.github.imageresize.internal.codec.gif.GifDecoder;
import io.github.imageresize.internal.codec.gif.GifEncoder;
import io.github.imageresize.internal.codec.imageio.ImageIoDecoder;
import io.github.imageresize.internal.codec.imageio.JdkPlugins;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import io.github.imageresize.internal.codec.jpeg.encode.JpegEncoder;
import io.github.imageresize.internal.codec.png.PngDecoder;
import io.github.imageresize.internal.codec.png.PngEncoder;
import io.github.imageresize.internal.codec.tiff.TiffDecoder;
import io.github.imageresize.internal.codec.webp.LibWebp;
import io.github.imageresize.internal.codec.webp.WebpDecoder;
import io.github.imageresize.internal.codec.webp.WebpEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Knows which decoder reads an original and which encoder writes a format; the only place that
 * knows them all. Immutable and thread-safe.
 */
public final class CodecRegistry {
  private static final System.Logger LOG = System.getLogger(CodecRegistry.class.getName());

  /** Opens an original whose first bytes were recognised. Reads the header and decodes no pixel. */
  private interface Opener {
    ImageDecoder open(byte[] bytes);
  }

  private final Map<SourceFormat, Opener> openers = new EnumMap<>(SourceFormat.class);
  private final Map<ImageFormat, ImageEncoder> encoders = new EnumMap<>(ImageFormat.class);
  private final List<ImageReaderSpi> plugins;

  private CodecRegistry(Builder builder) {
    plugins = List.copyOf(builder.plugins);
    ImageReaderSpi jpeg = JdkPlugins.twelveMonkeysJpeg();
    openers.put(
        SourceFormat.JPEG,
        bytes ->
            JpegDecoder.canDecode(bytes)
                ? JpegDecoder.open(bytes)
                : ImageIoDecoder.openJpeg(bytes, jpeg));
    encoders.put(ImageFormat.JPEG, JpegEncoder.baseline());
    ImageReaderSpi tiff = new com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi();
    openers.put(SourceFormat.TIFF, bytes -> TiffDecoder.open(bytes, tiff));
    Optional<LibWebp> libwebp = builder.libwebp();
    openers.put(SourceFormat.WEBP, bytes -> WebpDecoder.open(bytes, libwebp));
    libwebp.ifPresent(library -> encoders.put(ImageFormat.WEBP, new WebpEncoder(library)));
    openers.put(SourceFormat.BMP, BmpDecoder::open);
    openers.put(SourceFormat.ICO, IconDecoder::open);
    openers.put(SourceFormat.GIF, GifDecoder::open);
    encoders.put(ImageFormat.GIF, new GifEncoder());
    openers.put(SourceFormat.PNG, PngDecoder::open);
    encoders.put(ImageFormat.PNG, new PngEncoder());
  }

  /** A registry of the formats that this library knows by itself. */
  public static CodecRegistry standard() {
    return builder().build();
  }

  /** Starts with the formats that this library knows by itself. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Recognises an original by its first bytes and reads its header. Decodes no pixel; what the
   * header claims is to be checked against the limits before pixels are.
   *
   * @throws ImageResizeException with {@code UNSUPPORTED_IMAGE} if no decoder knows the bytes,
   *     {@code CORRUPT_IMAGE} if the header is broken
   */
  public ImageDecoder open(byte[] bytes) {
    Optional<SourceFormat> format = FormatProbe.formatOf(bytes);
    if (format.isPresent()) {
      return Objects.requireNonNull(openers.get(format.get())).open(bytes);
    }
    for (ImageReaderSpi plugin : plugins) {
      if (canDecode(plugin, bytes)) {
        return ImageIoDecoder.open(SourceFormat.OTHER, bytes, plugin);
      }
    }
    throw BadImage.unsupported(
        "must be JPEG, PNG, GIF, WebP, TIFF, BMP or ICO, but is " + FormatProbe.description(bytes));
  }

  private static boolean canDecode(ImageReaderSpi plugin, byte[] bytes) {
    try {
      return plugin.canDecodeInput(
          new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException | RuntimeException e) {
      return false; // a plug-in that stumbles over the first bytes does not know them
    }
  }

  /** The encoder of a format, or empty if it cannot be written here. */
  public Optional<ImageEncoder> encoder(ImageFormat format) {
    return Optional.ofNullable(encoders.get(format));
  }

  /**
   * The encoder of a format that was asked for by name.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} if it cannot be written here
   */
  public ImageEncoder requireEncoder(ImageFormat format) {
    return encoder(format)
        .orElseThrow(
            () ->
                ImageResizeException.invalid(
                    "format",
                    format.label(),
                    "must be one that can be written here ("
                        + outputFormats().stream()
                            .map(ImageFormat::label)
                            .collect(Collectors.joining(", "))
                        + "; webp needs libwebp, which this machine cannot load)"));
  }

  /** The plug-ins that were handed in, in the order in which they are asked. */
  public List<ImageReaderSpi> plugins() {
    return plugins;
  }

  /** The formats that can be written here. */
  public Set<ImageFormat> outputFormats() {
    return Collections.unmodifiableSet(encoders.keySet());
  }

  /** Collects what a registry shall know. Not thread-safe. */
  public static final class Builder {
    private final List<ImageReaderSpi> plugins = new ArrayList<>();
    private Supplier<LibWebp> libwebp = LibWebp::new;

    private Builder() {}

    /**
     * Adds an ImageIO plug-in for a format that this library does not know. Plug-ins are asked in
     * the order in which they were added.
     */
    public Builder plugin(ImageReaderSpi plugin) {
      plugins.add(plugin);
      return this;
    }

    /**
     * Sets how libwebp is loaded, by its own means unless set. Where loading ends in a {@link
     * LinkageError}, WebP is read in Java and not written.
     */
    public Builder libwebp(Supplier<LibWebp> loader) {
      libwebp = loader;
      return this;
    }

    private Optional<LibWebp> libwebp() {
      try {
        return Optional.of(libwebp.get());
      } catch (LinkageError e) {
        LOG.log(
            Level.WARNING,
            "WebP is read slowly and not written, since libwebp cannot be loaded: "
                + e.getMessage());
        return Optional.empty();
      }
    }

    /** Makes the registry; the builder may be used on. */
    public CodecRegistry build() {
      return new CodecRegistry(this);
    }
  }
}
