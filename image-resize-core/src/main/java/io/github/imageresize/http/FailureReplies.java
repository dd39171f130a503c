package io.github.imageresize.http;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions that were admitted and failed: with a fallback image, or in words where there
 * is none or it fails too.
 */
final class FailureReplies {
  private static final System.Logger LOG = System.getLogger(ImageHttpHandler.class.getName());

  private final ResizeService service;
  private final FallbackImages fallbacks;
  private final ReplyFactory replies;

  FailureReplies(ResizeService service, FallbackImages fallbacks, ReplyFactory replies) {
    this.service = service;
    this.fallbacks = fallbacks;
    this.replies = replies;
  }

  /** The reply to a remembered failure; null if an image would have to be made for it. */
  @Nullable HttpReply found(ImageQuestion question, ImageResizeException failure) {
    Optional<ImageRequest> fallback = fallbacks.insteadOf(question.request(), failure.reason());
    LOG.log(System.Logger.Level.DEBUG, failure::getMessage);
    if (fallback.isEmpty()) {
      return replies.failure(question, failure, true);
    }
    try {
      return service
          .cached(fallback.get())
          .map(image -> replies.fallback(question, failure, true, image))
          .orElse(null);
    } catch (ImageResizeException second) {
      LOG.log(System.Logger.Level.DEBUG, second::getMessage);
      return replies.failure(question, failure, true);
    }
  }

  /** The reply; blocks until it is there. */
  HttpReply made(ImageQuestion question, ImageResizeException failure) {
    log(failure);
    Optional<ImageRequest> fallback = fallbacks.insteadOf(question.request(), failure.reason());
    if (fallback.isEmpty()) {
      return replies.failure(question, failure, false);
    }
    try {
      return replies.fallback(question, failure, false, service.resize(fallback.get()));
    } catch (ImageResizeException second) {
      return inWords(question, failure, false, second);
    }
  }

  /** Begins the work; null unless the reply is there at once. */
  @Nullable HttpReply begun(
      ImageQuestion question,
      ImageResizeException failure,
      boolean remembered,
      Executor executor,
      PendingReply pending) {
    if (remembered) {
      LOG.log(System.Logger.Level.DEBUG, failure::getMessage);
    } else {
      log(failure);
    }
    Optional<ImageRequest> fallback = fallbacks.insteadOf(question.request(), failure.reason());
    if (fallback.isEmpty()) {
      return replies.failure(question, failure, remembered);
    }
    CompletableFuture<ResizedImage> image = service.resizeAsync(fallback.get(), executor);
    if (image.isCompletedExceptionally()) {
      return inWords(question, failure, remembered, PendingReply.failure(image));
    }
    if (image.isDone()) {
      return replies.fallback(question, failure, remembered, image.join());
    }
    pending.after(
        image,
        made -> replies.fallback(question, failure, remembered, made),
        second -> inWords(question, failure, remembered, second));
    return null;
  }

  private HttpReply inWords(
      ImageQuestion question,
      ImageResizeException failure,
      boolean remembered,
      ImageResizeException second) {
    LOG.log(
        System.Logger.Level.WARNING,
        () -> "no fallback image: " + second.reason() + ": " + second.getMessage());
    return replies.failure(question, failure, remembered);
  }

  static void log(ImageResizeException failure) {
    System.Logger.Level level =
        switch (failure.reason()) {
          case INVALID_REQUEST, SOURCE_NOT_FOUND -> System.Logger.Level.DEBUG;
          case OVERLOADED, UNAVAILABLE, TIMEOUT -> System.Logger.Level.WARNING;
          default -> System.Logger.Level.INFO;
        };
    LOG.log(level, () -> failure.reason() + ": " + failure.getMessage());
  }
}
