package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.Overlay;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.event.ImageMade.Stage;
import io.github.imageresize.internal.argument.Require;
import io.github.imageresize.internal.codec.CodecRegistry;
import io.github.imageresize.internal.codec.imageio.ImageIoCodec;
import io.github.imageresize.source.ImageSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * Makes images in this process: reads the original, looks at its header, checks the limits, waits
 * for its turn, and then decodes, resamples and encodes row by row.
 *
 * <p>Thread-safe. Closing it releases nothing: it owns neither threads nor the source.
 */
public final class LocalResizeService implements ResizeService {
  /**
   * What the version of this library decides of {@link #engine()}: the versions of its codecs and
   * of what lies between them. Every node's engine of that version begins with this.
   */
  public static final String ENGINE = EngineIdentity.VERSION;

  private final @Nullable ImageSource source;
  private final ResizeLimits limits;
  private final InstantSource clock;
  private final CodecRegistry codecs;
  private final String engine;
  private final ReportedWork work;
  private final Admission admission;
  private final @Nullable OriginalReads originals;
  private final @Nullable Overlays overlays;
  private final ImageMaking images;

  private LocalResizeService(Builder builder, CodecRegistry codecs) {
    source = builder.source;
    limits = builder.limits;
    clock = builder.clock;
    this.codecs = codecs;
    engine = EngineIdentity.of(codecs);
    ResizeListener listener = ResizeListener.shielded(builder.listener);
    work = new ReportedWork(listener, engine);
    admission = new Admission(codecs, limits, listener);
    originals = source == null ? null : new OriginalReads(source, limits);
    overlays =
        source == null || originals == null
            ? null
            : new Overlays(source, originals, codecs, admission, limits);
    images = new ImageMaking(codecs, limits, admission, overlays);
  }

  /**
   * Starts a service that reads originals from a source.
   *
   * @param source where originals are read from; stays the caller's
   * @return a builder with every option at its default
   */
  public static Builder builder(ImageSource source) {
    return new Builder(Objects.requireNonNull(source, "source"));
  }

  /**
   * Starts a service that has no source: it makes images only of {@linkplain #resize(byte[],
   * ImageRequest) bytes that the caller has}.
   *
   * @return a builder with every option at its default
   */
  public static Builder builder() {
    return new Builder(null);
  }

  /**
   * Makes the image that a request asks for; blocks until it is there.
   *
   * @throws ImageResizeException with any reason but {@code FORBIDDEN}; {@code SOURCE_NOT_FOUND} if
   *     this service has no source
   */
  @Override
  public ResizedImage resize(ImageRequest request) {
    Deadline deadline = Deadline.after(limits.deadline(), clock);
    return work.making(
        request,
        times -> {
          times.enter(Stage.READ);
          try (OriginalReads.Original original = read(request, deadline)) {
            ResizedImage image =
                images.make(original.bytes(), original.version(), request, deadline, times);
            // An overlay may have been changed later than the original.
            return original
                .lastModified()
                .filter(changed -> request.effects().overlay().isEmpty())
                .map(image::withSourceModified)
                .orElse(image);
          }
        });
  }

  /**
   * Makes an image of an original that the caller has, within the same limits.
   *
   * @param original the encoded original; not written to, and not to be written to meanwhile
   * @param request what is asked for; its source only names the original in messages
   * @return the image, without a source version
   * @throws ImageResizeException with any reason but {@code FORBIDDEN} and {@code SOURCE_NOT_FOUND}
   */
  public ResizedImage resize(byte[] original, ImageRequest request) {
    Objects.requireNonNull(original, "original");
    Deadline deadline = Deadline.after(limits.deadline(), clock);
    return work.making(request, times -> images.make(original, "", request, deadline, times));
  }

  /**
   * Makes images of drawn originals and throws them away, so that the classes and loops that images
   * are made by are loaded and compiled before anyone waits for one: a fresh JVM takes several
   * seconds of CPU to become fast. Blocks until some two hundred are made or the time is over;
   * meanwhile it works on the caller's thread, within the limits, beside other callers. Neither the
   * source is read nor the listener told.
   *
   * @param time how long; positive, and 10 s is plenty
   * @return how many images were made; few or none where the limits refuse images of a megapixel,
   *     which is logged
   */
  public int prime(Duration time) {
    Require.positive("time", time);
    Deadline deadline = Deadline.after(time, clock);
    return Priming.until(
        deadline,
        codecs,
        (original, request) ->
            images.make(original, "", request, deadline, new StageTimes()).toByteArray());
  }

  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    if (source == null) {
      throw noSource(request);
    }
    Deadline deadline = Deadline.after(limits.deadline(), clock);
    return ReportedWork.guarded(
        request,
        () ->
            Optional.of(source.version(request.source(), deadline))
                .filter(version -> !version.isEmpty())
                .flatMap(version -> withOverlay(version, request, deadline)));
  }

  /** The version of a result of that version of the original. */
  private Optional<String> withOverlay(String version, ImageRequest request, Deadline deadline) {
    Optional<Overlay> overlay = request.effects().overlay();
    String joined =
        overlay.isPresent() && overlays != null
            ? Overlays.joined(version, overlays.version(overlay.get(), deadline))
            : version;
    return Optional.of(joined).filter(named -> !named.isEmpty()).map(ResizedImage::versionOf);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The deadline and the limits are those of images.
   *
   * @throws ImageResizeException with any reason but {@code FORBIDDEN}; {@code SOURCE_NOT_FOUND} if
   *     this service has no source
   */
  @Override
  public ImageDescription describe(String source) {
    ImageRequest request = ImageRequest.builder(source).build();
    Deadline deadline = Deadline.after(limits.deadline(), clock);
    return ReportedWork.guarded(
        request,
        () -> {
          try (OriginalReads.Original original = read(request, deadline)) {
            return describe(original.bytes(), deadline);
          }
        });
  }

  /**
   * Describes an original that the caller has, within the same limits.
   *
   * @param original the encoded original; not written to, and not to be written to meanwhile
   * @return the description
   * @throws ImageResizeException with any reason but {@code FORBIDDEN} and {@code SOURCE_NOT_FOUND}
   */
  public ImageDescription describe(byte[] original) {
    Objects.requireNonNull(original, "original");
    Deadline deadline = Deadline.after(limits.deadline(), clock);
    return ReportedWork.guarded(
        ImageRequest.builder("original").build(), () -> describe(original, deadline));
  }

  private ImageDescription describe(byte[] original, Deadline deadline) {
    SourceLimits.checkLength(original.length, limits);
    try (ImageDecoder decoder = admission.open(original, deadline)) {
      DescribedOriginal described = new DescribedOriginal(decoder, limits);
      DamageReport damage = new DamageReport(limits.onDamage());
      return admission.admitted(
          described.memoryNeeded(),
          deadline,
          () -> described.describe(deadline, damage),
          new StageTimes());
    }
  }

  @Override
  public Set<ImageFormat> outputFormats() {
    return codecs.outputFormats();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Computed from what the bytes rest on: {@link #ENGINE}, then two dashes and what this node
   * decides: formats that it can't write, and the codecs and plug-ins that it was given. Nodes that
   * differ in one of these share no cache entry and no ETag. Originals of the few kinds that the
   * JDK itself decodes, such as CMYK JPEGs, may still differ by a rounding between JDKs.
   */
  @Override
  public String engine() {
    return engine;
  }

  /** The deadline of its limits. */
  @Override
  public Optional<Duration> deadline() {
    return Optional.of(limits.deadline());
  }

  private OriginalReads.Original read(ImageRequest request, Deadline deadline) {
    if (originals == null) {
      throw noSource(request);
    }
    return originals.read(request.source(), deadline);
  }

  private static ImageResizeException noSource(ImageRequest request) {
    return new ImageResizeException(
        Reason.SOURCE_NOT_FOUND,
        request.source() + " can't be read: this service was made without a source");
  }

  /** Collects what a service needs. Not thread-safe. */
  public static final class Builder {
    private final @Nullable ImageSource source;
    private final CodecRegistry.Builder codecs = CodecRegistry.builder();
    private ResizeLimits limits = ResizeLimits.DEFAULTS;
    private ResizeListener listener = ResizeListener.NONE;
    private InstantSource clock = Deadline.monotonic(System::nanoTime);

    private Builder(@Nullable ImageSource source) {
      this.source = source;
    }

    /**
     * Sets the bounds within which images are read and made.
     *
     * @param value {@link ResizeLimits#DEFAULTS} by default
     * @return this builder
     */
    public Builder limits(ResizeLimits value) {
      limits = Objects.requireNonNull(value, "limits");
      return this;
    }

    /**
     * Sets who is told of images made and failures.
     *
     * @param value {@link ResizeListener#NONE} by default
     * @return this builder
     */
    public Builder listener(ResizeListener value) {
      listener = Objects.requireNonNull(value, "listener");
      return this;
    }

    /**
     * Sets the clock that deadlines are read from.
     *
     * @param value {@linkplain Deadline#monotonic monotonic} by default
     * @return this builder
     */
    public Builder clock(InstantSource value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Adds an ImageIO plug-in for originals in a format that this library does not know by itself.
     * Plug-ins are asked in the order in which they were added; those of the global registry never
     * are.
     *
     * @param value makes the readers of that format
     * @return this builder
     */
    public Builder plugin(ImageReaderSpi value) {
      return codec(new ImageIoCodec(Objects.requireNonNull(value, "plugin")));
    }

    /**
     * Adds a codec, for originals that no codec before it recognises and for formats that none
     * before it writes: this library's own come first, then those that were added, plug-ins among
     * them, in their order. Its {@linkplain Codec#identity identity} enters {@link
     * LocalResizeService#engine()}.
     *
     * @param value stays the caller's
     * @return this builder
     */
    public Builder codec(Codec value) {
      codecs.codec(Objects.requireNonNull(value, "codec"));
      return this;
    }

    /**
     * Makes the service; the builder may be used on.
     *
     * @return a service
     */
    public LocalResizeService build() {
      return new LocalResizeService(this, codecs.build());
    }
  }
}
