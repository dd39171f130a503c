package io.github.imageresize;

import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which options an engine can do. A request that asks for another one is refused by the engine
 * instead of being answered with an image that lacks what was asked for.
 *
 * <pre>{@code
 * SupportedOptions mine = SupportedOptions.ALL.without(ImageOptions.OVERLAY);
 * mine.check(request, "thumbnailer-7");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class SupportedOptions {
  /** All options with all their values. */
  public static final SupportedOptions ALL = new SupportedOptions(Map.of());

  private final Map<ImageOption<?>, Predicate<ImageRequest>> missing;

  private SupportedOptions(Map<ImageOption<?>, Predicate<ImageRequest>> missing) {
    this.missing = missing;
  }

  /**
   * These options less some, which may still be at their defaults.
   *
   * @param options what the engine can't do
   * @return a copy
   */
  public SupportedOptions without(ImageOption<?>... options) {
    SupportedOptions less = this;
    for (ImageOption<?> option : options) {
      less = less.withoutValues(option, value -> true);
    }
    return less;
  }

  /**
   * These options less some values of one.
   *
   * @param option the option, which may still be at its default
   * @param values whether the engine can't do a value
   * @param <T> the type of the option's values
   * @return a copy
   */
  public <T> SupportedOptions withoutValues(ImageOption<T> option, Predicate<T> values) {
    Map<ImageOption<?>, Predicate<ImageRequest>> more = new HashMap<>(missing);
    more.merge(
        option,
        request -> {
          @Nullable T value = request.values().given(option);
          return value != null && values.test(value);
        },
        Predicate::or);
    return new SupportedOptions(Map.copyOf(more));
  }

  /**
   * Refuses a request that asks for more than the engine can do.
   *
   * @param request what is asked for
   * @param engine the engine's name, for the message
   * @throws ImageResizeException with {@link Reason#INVALID_REQUEST} and {@link Basis#NODE}, as
   *     another engine may be able to, and a message that names option and engine
   */
  public void check(ImageRequest request, String engine) {
    if (missing.isEmpty()) {
      return;
    }
    for (ImageOption<?> option : ImageOptions.all()) {
      Predicate<ImageRequest> unable = missing.get(option);
      if (unable != null && unable.test(request)) {
        throw refusal(option, request, engine);
      }
    }
  }

  /**
   * The refusal of an engine that can't do what an option asks.
   *
   * @param option the option
   * @param request what is asked for
   * @param engine the engine's name
   * @return an exception with {@link Reason#INVALID_REQUEST} and {@link Basis#NODE}
   */
  public static ImageResizeException refusal(
      ImageOption<?> option, ImageRequest request, String engine) {
    String message =
        option.urlName()
            + " must not be "
            + option.print(request).orElse("given")
            + ": the engine "
            + engine
            + " can't do that";
    return new ImageResizeException(Reason.INVALID_REQUEST, message)
        .withPublicMessage(message)
        .withBasis(Basis.NODE);
  }
}
