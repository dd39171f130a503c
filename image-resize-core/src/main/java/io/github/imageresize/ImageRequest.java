package io.github.imageresize;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: an original, by its path in the source, and the size, cut, effects and format
 * of the image to be made of it. {@code ImageRequest.builder("a.jpg").build()} asks for no more
 * than the original turned upright, in sRGB and without metadata.
 *
 * <p>Immutable and thread-safe; equal by value. The order of work is fixed:
 *
 * <ol>
 *   <li>the EXIF orientation, crop, trim,
 *   <li>flip, rotation, and the fit into the box,
 *   <li>gamma, brightness, contrast, saturation, grayscale,
 *   <li>blur, sharpen, overlay,
 *   <li>padding, that of {@link Fit#CONTAIN} and what is added; rounded corners; the background
 *       where the format has no transparency.
 * </ol>
 */
public final class ImageRequest {
  /** The longest path, in characters. */
  public static final int MAX_SOURCE_LENGTH = 1024;

  /** The largest side that a request can name, in CSS pixels; {@link ResizeLimits} is stricter. */
  public static final int MAX_SIDE = 65_535;

  /** The radius of corners that rounds any image as far as it goes. */
  public static final int MAX_RADIUS = MAX_SIDE;

  /** The longest version text, in characters. */
  public static final int MAX_VERSION_LENGTH = 128;

  private final String source;
  private final OptionValues values;
  private final Geometry geometry;
  private final Effects effects;
  private final Output output;

  /** Not volatile: whichever thread makes it makes the same. */
  private @Nullable CanonicalOptions canonicalOptions;

  private ImageRequest(String source, OptionValues values) {
    this.source = source;
    this.values = values;
    geometry = new Geometry(values);
    effects = new Effects(values);
    output = new Output(values);
  }

  /**
   * Starts a request.
   *
   * @param source the original's path in the {@link io.github.imageresize.source.ImageSource},
   *     already decoded, 1..{@value #MAX_SOURCE_LENGTH} characters
   * @return a builder with every option at its default
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if the
   *     path is empty, too long, not well-formed Unicode, or holds a control character
   */
  public static Builder builder(String source) {
    return new Builder(checkedPath("source", source), OptionValues.DEFAULTS);
  }

  /**
   * A builder that starts with this request's options.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    return new Builder(source, values);
  }

  /**
   * The original's path in the source.
   *
   * @return the path as given
   */
  public String source() {
    return source;
  }

  /**
   * The caller's version of the original.
   *
   * @return the version, or empty if none was given
   */
  public Optional<String> version() {
    return Optional.ofNullable(values.get(ImageOptions.VERSION));
  }

  /**
   * Size, place and cut of the result.
   *
   * @return the options of geometry
   */
  public Geometry geometry() {
    return geometry;
  }

  /**
   * What is done to the picture.
   *
   * @return the options of effects
   */
  public Effects effects() {
    return effects;
  }

  /**
   * How the result is written.
   *
   * @return the options of output
   */
  public Output output() {
    return output;
  }

  /** {@return the target box's width, as {@link Geometry#width()} says it} */
  public OptionalInt width() {
    return geometry.width();
  }

  /** {@return the target box's height, as {@link Geometry#height()} says it} */
  public OptionalInt height() {
    return geometry.height();
  }

  /**
   * {@return the factor between CSS pixels and pixels, as {@link Geometry#devicePixelRatio()} says
   * it}
   */
  public double devicePixelRatio() {
    return geometry.devicePixelRatio();
  }

  /**
   * {@return the box's width in pixels of the image that is made, as {@link Geometry#boxWidth()}
   * says it}
   */
  public OptionalInt boxWidth() {
    return geometry.boxWidth();
  }

  /**
   * {@return the box's height in pixels of the image that is made, as {@link Geometry#boxHeight()}
   * says it}
   */
  public OptionalInt boxHeight() {
    return geometry.boxHeight();
  }

  /** {@return how the image is brought into the box, as {@link Geometry#fit()} says it} */
  public Fit fit() {
    return geometry.fit();
  }

  /** {@return what is kept and where it is placed, as {@link Geometry#position()} says it} */
  public Position position() {
    return geometry.position();
  }

  /** {@return the region of the original that is used, as {@link Geometry#crop()} says it} */
  public Optional<Crop> crop() {
    return geometry.crop();
  }

  /**
   * {@return whether the result may be larger than the original, as {@link Geometry#enlarge()} says
   * it}
   */
  public boolean enlarge() {
    return geometry.enlarge();
  }

  /** {@return mirroring, as {@link Geometry#flip()} says it} */
  public Flip flip() {
    return geometry.flip();
  }

  /** {@return rotation, as {@link Geometry#rotation()} says it} */
  public Rotation rotation() {
    return geometry.rotation();
  }

  /** {@return the format of the result, as {@link Output#format()} says it} */
  public Optional<ImageFormat> format() {
    return output.format();
  }

  /** {@return the quality of a lossy format, as {@link Output#quality()} says it} */
  public OptionalInt quality() {
    return output.quality();
  }

  /**
   * {@return the colour behind transparency and of padding, as {@link Output#background()} says it}
   */
  public Optional<RgbaColor> background() {
    return output.background();
  }

  /** {@return whether copyright and artist are kept, as {@link Output#keepCopyright()} says it} */
  public boolean keepCopyright() {
    return output.keepCopyright();
  }

  /**
   * What of the options can change the result's bytes. Made on first use and kept, so that a
   * request that is used again finds its cached image at once.
   *
   * @return the options that the key of a cache holds
   */
  public CanonicalOptions canonicalOptions() {
    CanonicalOptions known = canonicalOptions;
    if (known == null) {
      known = CanonicalOptions.of(values);
      canonicalOptions = known;
    }
    return known;
  }

  OptionValues values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageRequest that
        && source.equals(that.source)
        && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return 31 * source.hashCode() + values.hashCode();
  }

  @Override
  public String toString() {
    return "ImageRequest[" + source + values.describe() + "]";
  }

  static String checkedPath(String field, String path) {
    if (path.isEmpty() || path.length() > MAX_SOURCE_LENGTH) {
      throw ImageResizeException.invalid(
          field, path, "must have 1.." + MAX_SOURCE_LENGTH + " characters");
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      throw ImageResizeException.invalid(field, path, "must not hold control characters");
    }
    if (path.codePoints().anyMatch(ImageRequest::isLoneSurrogate)) {
      throw ImageResizeException.invalid(field, path, "must be well-formed Unicode");
    }
    return path;
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /**
   * Collects the options of a request. Every setter checks its value at once and throws an {@link
   * ImageResizeException} with {@link ImageResizeException.Reason#INVALID_REQUEST} that names the
   * option, the value and the rule. Not thread-safe.
   */
  public static final class Builder extends OptionSetters {
    private final String source;
    private OptionValues values;

    private Builder(String source, OptionValues values) {
      this.source = source;
      this.values = values;
    }

    /**
     * Sets any option.
     *
     * @param option one of {@link ImageOptions}
     * @param value a value that keeps the option's rule
     * @param <T> the type of the option's values
     * @return this builder
     */
    @Override
    public <T> Builder set(ImageOption<T> option, T value) {
      return put(option, option.grammar().checked(option.name(), value));
    }

    /**
     * Brings an option back to its default.
     *
     * @param option one of {@link ImageOptions}
     * @return this builder
     */
    public Builder unset(ImageOption<?> option) {
      return put(option, null);
    }

    OptionValues values() {
      return values;
    }

    /** Sets an option to a value that was checked, or brings it back to its default. */
    <T> Builder put(ImageOption<T> option, @Nullable T checked) {
      values = values.with(option, checked);
      return this;
    }

    /**
     * Makes the request; the builder may be used on.
     *
     * @return an immutable request
     * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if a
     *     side times the device pixel ratio passes {@value ImageRequest#MAX_SIDE}, or it is said
     *     how an overlay is laid and there is none
     */
    public ImageRequest build() {
      ImageRequest request = new ImageRequest(source, values);
      int longest = Math.max(request.width().orElse(0), request.height().orElse(0));
      double scaled = longest * request.devicePixelRatio();
      if (scaled > MAX_SIDE) {
        throw ImageResizeException.invalid(
            "width or height times dpr", scaled, "must be at most " + MAX_SIDE);
      }
      if (request.effects().overlay().isEmpty()) {
        ImageOptions.refuseOverlaysDetails(values);
      }
      return request;
    }
  }
}
