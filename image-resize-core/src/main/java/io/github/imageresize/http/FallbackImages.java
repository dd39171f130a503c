package io.github.imageresize.http;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.argument.Require;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which image is shown in the place of one that can't be had. It is an original of the same
 * service, resized as was asked for the other one, and sent with the status and the lifetime of the
 * failure, so that no cache and no crawler takes it for the image itself.
 *
 * <ul>
 *   <li>Size, fit, position, format, quality and background are those of the request. What concerns
 *       the other original is left out: its version, crop, flip and rotation.
 *   <li>A URL that is malformed or that the policy refuses gets no image in any case: nobody shall
 *       have one made that the policy does not admit.
 *   <li>If the fallback image fails too, the reply tells of the first failure in words.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class FallbackImages {
  /** No image: failures are told in words. */
  public static final FallbackImages NONE = builder().build();

  private static final Set<Reason> REFUSALS = EnumSet.of(Reason.INVALID_REQUEST, Reason.FORBIDDEN);

  private final Map<Reason, String> sources;

  private FallbackImages(Builder builder) {
    sources = new EnumMap<>(builder.sources);
  }

  /**
   * Starts with none.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * One image for all failures.
   *
   * @param source the image's path, as in {@link ImageRequest#source()}
   * @return the choice
   * @throws io.github.imageresize.ImageResizeException with {@code INVALID_REQUEST} if it can't be
   *     a path
   */
  public static FallbackImages of(String source) {
    return builder().all(source).build();
  }

  boolean isEmpty() {
    return sources.isEmpty();
  }

  /** What to ask for in the place of what failed. */
  Optional<ImageRequest> insteadOf(ImageRequest failed, Reason reason) {
    return Optional.ofNullable(sources.get(reason))
        .filter(source -> !source.equals(failed.source()))
        .map(source -> likewise(failed, source));
  }

  private static ImageRequest likewise(ImageRequest failed, String source) {
    ImageRequest.Builder builder =
        ImageRequest.builder(source)
            .devicePixelRatio(failed.devicePixelRatio())
            .fit(failed.fit())
            .position(failed.position())
            .enlarge(failed.enlarge())
            .keepCopyright(failed.keepCopyright());
    failed.width().ifPresent(builder::width);
    failed.height().ifPresent(builder::height);
    failed.format().ifPresent(builder::format);
    failed.quality().ifPresent(builder::quality);
    failed.background().ifPresent(builder::background);
    return builder.build();
  }

  /** Collects images. Every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private final Map<Reason, String> sources = new EnumMap<>(Reason.class);

    private Builder() {}

    /**
     * Sets the image for all failures, those that have one already included.
     *
     * @param source the image's path, as in {@link ImageRequest#source()}
     * @return this builder
     * @throws io.github.imageresize.ImageResizeException with {@code INVALID_REQUEST} if it can't
     *     be a path
     */
    public Builder all(String source) {
      for (Reason reason : EnumSet.complementOf(EnumSet.copyOf(REFUSALS))) {
        on(reason, source);
      }
      return this;
    }

    /**
     * Sets the image for failures of one reason.
     *
     * @param reason any but {@code INVALID_REQUEST} and {@code FORBIDDEN}
     * @param source the image's path, as in {@link ImageRequest#source()}
     * @return this builder
     * @throws IllegalArgumentException if no image may be made on such a failure
     * @throws io.github.imageresize.ImageResizeException with {@code INVALID_REQUEST} if it can't
     *     be a path
     */
    public Builder on(Reason reason, String source) {
      Require.that(
          !REFUSALS.contains(reason),
          "reason",
          "be none of " + REFUSALS + ", as what is refused must not cost an image",
          reason);
      sources.put(reason, ImageRequest.builder(source).build().source());
      return this;
    }

    /**
     * Makes the choice.
     *
     * @return the choice
     */
    public FallbackImages build() {
      return new FallbackImages(this);
    }
  }
}
