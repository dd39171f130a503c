package io.github.imageresize;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Asks one service and, where that cannot answer, another: Lambda and then this process, or the
 * other way round.
 *
 * <p>The second is asked only for reasons that {@linkplain
 * ImageResizeException.Reason#allowsFallback() allow it}: outages, overload and timeouts, never a
 * bad image or a bad request, which the second could do no better with. An interrupted thread does
 * not fall back either. If both fail, the second's failure is thrown with the first's suppressed in
 * it.
 *
 * <p>The images are found under the first's {@link #engine()}. What the second makes is {@linkplain
 * ResizedImage#isProvisional() provisional} if its engine has another name.
 *
 * <p>Thread-safe if both services and the listener are. Owns neither service: closing this closes
 * nothing.
 */
public final class FallbackResizeService implements ResizeService {
  private final ResizeService first;
  private final ResizeService second;
  private final ResizeListener listener;
  private final boolean alike;

  /**
   * Puts one service behind another.
   *
   * @param first is asked first, and names the engine
   * @param second is asked where the first cannot answer
   * @param listener is told of each fallback; {@link ResizeListener#NONE} for nobody
   */
  public FallbackResizeService(ResizeService first, ResizeService second, ResizeListener listener) {
    this.first = Objects.requireNonNull(first, "first");
    this.second = Objects.requireNonNull(second, "second");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.alike = first.engine().equals(second.engine());
  }

  @Override
  public ResizedImage resize(ImageRequest request) {
    try {
      return first.resize(request);
    } catch (ImageResizeException failure) {
      if (!mayFallBack(failure)) {
        throw failure;
      }
      tell(request, failure);
      return standIn(request, failure);
    }
  }

  /** What the first has at once; the second is not asked. */
  @Override
  public Optional<ResizedImage> cached(ImageRequest request) {
    return first.cached(request);
  }

  /** What the first says, or the second where the first does not know or cannot answer. */
  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    try {
      Optional<String> version = first.currentVersion(request);
      return version.isPresent() ? version : second.currentVersion(request);
    } catch (ImageResizeException failure) {
      if (!mayFallBack(failure)) {
        throw failure;
      }
      return second.currentVersion(request);
    }
  }

  /** What both can write, so that a format once agreed upon does not rest on who makes it. */
  @Override
  public Set<ImageFormat> outputFormats() {
    Set<ImageFormat> both = EnumSet.copyOf(first.outputFormats());
    both.retainAll(second.outputFormats());
    return both.isEmpty() ? first.outputFormats() : Set.copyOf(both);
  }

  /** The first's engine. */
  @Override
  public String engine() {
    return first.engine();
  }

  private ResizedImage standIn(ImageRequest request, ImageResizeException failure) {
    try {
      ResizedImage image = second.resize(request);
      return alike ? image : image.asProvisional();
    } catch (ImageResizeException alsoFailed) {
      if (alsoFailed != failure) {
        alsoFailed.addSuppressed(failure);
      }
      throw alsoFailed;
    }
  }

  private static boolean mayFallBack(ImageResizeException failure) {
    return failure.reason().allowsFallback() && !Thread.currentThread().isInterrupted();
  }

  private void tell(ImageRequest request, ImageResizeException failure) {
    try {
      listener.fellBack(request, failure);
    } catch (RuntimeException thrown) {
      System.getLogger(FallbackResizeService.class.getName())
          .log(System.Logger.Level.WARNING, "a listener failed in fellBack", thrown);
    }
  }
}
