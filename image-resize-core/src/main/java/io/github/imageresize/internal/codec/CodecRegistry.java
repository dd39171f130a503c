package io.github.imageresize.internal.codec;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.bmp.BmpCodec;
import io.github.imageresize.internal.codec.gif.GifCodec;
import io.github.imageresize.internal.codec.jpeg.JpegCodec;
import io.github.imageresize.internal.codec.png.PngCodec;
import io.github.imageresize.internal.codec.tiff.TiffCodec;
import io.github.imageresize.internal.codec.webp.LibWebp;
import io.github.imageresize.internal.codec.webp.WebpCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Knows which codec reads an original and which encoder writes a format; the only place that knows
 * them all. Immutable and thread-safe.
 */
public final class CodecRegistry {
  /** Those of this library, in the order in which they are asked and named. */
  private static final List<OwnCodec> OWN =
      List.of(
          new OwnCodec(JpegCodec.VERSION, libwebp -> new JpegCodec()),
          new OwnCodec(PngCodec.VERSION, libwebp -> new PngCodec()),
          new OwnCodec(GifCodec.VERSION, libwebp -> new GifCodec()),
          new OwnCodec(WebpCodec.VERSION, WebpCodec::of),
          new OwnCodec(TiffCodec.VERSION, libwebp -> new TiffCodec()),
          new OwnCodec(BmpCodec.VERSION, libwebp -> new BmpCodec()));

  private final List<Codec> own;
  private final List<Codec> added;
  private final List<Codec> all = new ArrayList<>();
  private final Map<ImageFormat, ImageEncoder> encoders = new EnumMap<>(ImageFormat.class);

  private CodecRegistry(Builder builder) {
    own = OWN.stream().map(codec -> codec.maker().apply(builder.libwebp)).toList();
    added = List.copyOf(builder.added);
    all.addAll(own);
    all.addAll(added);
    for (Codec codec : all) {
      codec.encoders().forEach(encoder -> encoders.putIfAbsent(encoder.format(), encoder));
    }
  }

  /**
   * The version of a codec, which is known before it is made, as that may load a native library.
   */
  private record OwnCodec(String version, Function<Supplier<LibWebp>, Codec> maker) {}

  /** The versions of all codecs of this library in one text, such as {@code jpeg1.png2}. */
  public static String ownVersions() {
    return OWN.stream().map(OwnCodec::version).collect(Collectors.joining("."));
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
   * @throws ImageResizeException with {@code UNSUPPORTED_IMAGE} if no codec knows the bytes, {@code
   *     CORRUPT_IMAGE} if the header is broken
   */
  public ImageDecoder open(byte[] bytes) {
    for (Codec codec : all) {
      if (codec.recognises(bytes)) {
        return codec.open(bytes);
      }
    }
    throw BadImage.unsupported(
        "must be " + sourceFormats() + ", but is " + FormatProbe.description(bytes));
  }

  /** The same original without its metadata, by the codec that opens it, if that can do so. */
  public Optional<byte[]> withoutMetadata(byte[] bytes, boolean allFrames) {
    for (Codec codec : all) {
      if (codec.recognises(bytes)) {
        return codec.withoutMetadata(bytes, allFrames);
      }
    }
    return Optional.empty();
  }

  private String sourceFormats() {
    List<String> names =
        all.stream()
            .flatMap(codec -> codec.sourceFormats().stream())
            .map(SourceFormat::name)
            .distinct()
            .toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  /** The encoder of a format, or empty if it cannot be written here. */
  public Optional<ImageEncoder> encoder(ImageFormat format) {
    return Optional.ofNullable(encoders.get(format));
  }

  /** The formats that can be written here. */
  public Set<ImageFormat> outputFormats() {
    return Collections.unmodifiableSet(encoders.keySet());
  }

  /** The formats that can be written here without an added codec. */
  public Set<ImageFormat> ownOutputFormats() {
    return own.stream()
        .flatMap(codec -> codec.encoders().stream())
        .map(ImageEncoder::format)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The codecs that were handed in, in the order in which they are asked. */
  public List<Codec> added() {
    return added;
  }

  /** Collects what a registry shall know. Not thread-safe. */
  public static final class Builder {
    private final List<Codec> added = new ArrayList<>();
    private Supplier<LibWebp> libwebp = LibWebp::new;

    private Builder() {}

    /** Adds a codec, to be asked after this library's own and those that were added before. */
    public Builder codec(Codec codec) {
      added.add(codec);
      return this;
    }

    /** Sets how libwebp is loaded, by its own means unless set. */
    public Builder libwebp(Supplier<LibWebp> loader) {
      libwebp = loader;
      return this;
    }

    /** Makes the registry; the builder may be used on. */
    public CodecRegistry build() {
      return new CodecRegistry(this);
    }
  }
}
