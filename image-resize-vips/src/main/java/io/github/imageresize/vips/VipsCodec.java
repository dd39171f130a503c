package io.github.imageresize.vips;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.argument.Require;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads HEIC, AVIF, JPEG XL and JPEG 2000, and writes AVIF and JPEG XL, by <a
 * href="https://www.libvips.org">libvips</a> 8.13 or a newer 8, which the system has to have:
 * package {@code libvips42} of Debian and Ubuntu, {@code vips} of Alpine, Fedora and Homebrew. What
 * it reads and writes goes by how it was built there; formats that it can't write are not offered.
 *
 * <pre>{@code
 * ResizeService.builder(source).codec(VipsCodec.load()).build()
 * }</pre>
 *
 * <p>libvips is one for the whole process: its cache is switched off, an image is made by one
 * thread, and every loader is blocked but those of the formats that are read here. A host that uses
 * libvips for itself as well has to know that. Native memory is counted with the heap's by the
 * engine's admission gate.
 *
 * <p>Thread-safe. It holds no resource that has to be given back.
 */
public final class VipsCodec implements Codec {
  private final LibVips vips;
  private final Set<VipsFormat> formats;
  private final int effort;
  private final List<ImageEncoder> encoders;

  private VipsCodec(Builder builder) {
    formats = EnumSet.copyOf(builder.formats);
    vips = LibVips.load(1, formats.stream().map(VipsFormat::loader).distinct().toList());
    effort = builder.effort;
    encoders = VipsEncoder.available(vips, effort);
  }

  /**
   * Loads libvips with every option at its default.
   *
   * @return a codec
   * @throws VipsUnavailableException if libvips is not installed, too old, or does not start; the
   *     message says what to install
   */
  public static VipsCodec load() {
    return builder().load();
  }

  /**
   * Starts with every option at its default.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@inheritDoc} Such as {@code vips8x14x1e2}: libvips's version and the effort. */
  @Override
  public String identity() {
    return "vips" + vips.versionText().replace('.', 'x') + "e" + effort;
  }

  @Override
  public List<SourceFormat> sourceFormats() {
    return formats.stream().map(VipsFormat::format).toList();
  }

  /**
   * SVG and PDF are recognised even where they are not read: {@link #open} then says so by name.
   */
  @Override
  public boolean recognises(byte[] original) {
    return VipsFormat.of(original).isPresent();
  }

  @Override
  public ImageDecoder open(byte[] original) {
    Optional<VipsFormat> format = VipsFormat.of(original);
    if (format.isEmpty() || !formats.contains(format.get())) {
      throw new ImageResizeException(
              Reason.UNSUPPORTED_IMAGE,
              format
                  .map(known -> known.format() + " is not read unless it is switched on")
                  .orElse("not a format of libvips"))
          .withBasis(Basis.NODE);
    }
    if (format.get() == VipsFormat.SVG) {
      SvgPolicy.check(original);
    }
    return VipsDecoder.open(vips, format.get(), original);
  }

  @Override
  public List<ImageEncoder> encoders() {
    return encoders;
  }

  /** Bytes of native memory that libvips has allocated now; 0 while no image is being made. */
  long trackedBytes() {
    return vips.trackedBytes();
  }

  /** Collects what is to be loaded. Not thread-safe. */
  public static final class Builder {
    private final EnumSet<VipsFormat> formats = EnumSet.copyOf(VipsFormat.USUAL);
    private int effort = 2;

    private Builder() {}

    /**
     * Sets whether SVG is read. Documents with a document type, entities, or references to anything
     * outside of themselves are refused all the same, and scripts are never run.
     *
     * @param value false by default
     * @return this builder
     */
    public Builder svg(boolean value) {
      return with(VipsFormat.SVG, value);
    }

    /**
     * Sets whether the first page of PDF documents is read, at 72 dots per inch.
     *
     * @param value false by default
     * @return this builder
     */
    public Builder pdf(boolean value) {
      return with(VipsFormat.PDF, value);
    }

    /**
     * Sets how hard AVIF and JPEG XL are compressed: more is slower and smaller.
     *
     * @param value 0..9, 2 by default: a quarter of the time of 4, and hardly a larger file
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder effort(int value) {
      Require.range("effort", value, 0, 9);
      effort = value;
      return this;
    }

    private Builder with(VipsFormat format, boolean value) {
      if (value) {
        formats.add(format);
      } else {
        formats.remove(format);
      }
      return this;
    }

    /**
     * Loads libvips.
     *
     * @return a codec
     * @throws VipsUnavailableException if libvips is not installed, too old, or does not start; the
     *     message says what to install
     */
    public VipsCodec load() {
      return new VipsCodec(this);
    }
  }
}
