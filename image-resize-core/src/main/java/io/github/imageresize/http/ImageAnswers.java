package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.async.InterruptibleTask;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions that were admitted: at once where no work is needed, by blocking, or by steps.
 */
final class ImageAnswers {
  private static final System.Logger LOG = System.getLogger(ImageHttpHandler.class.getName());

  private final ResizeService service;
  private final ReplyFactory replies;
  private final FailureReplies failures;
  private final LongSupplier nanoTime;

  ImageAnswers(
      ResizeService service, ReplyFactory replies, FailureReplies failures, LongSupplier nanoTime) {
    this.service = service;
    this.replies = replies;
    this.failures = failures;
    this.nanoTime = nanoTime;
  }

  /** The reply if no work is needed for it, else null. */
  @Nullable HttpReply found(ImageQuestion question) {
    if (question.asksAnew()) {
      return null;
    }
    long start = nanoTime.getAsLong();
    Optional<ResizedImage> image;
    try {
      image = service.cached(question.request());
    } catch (ImageResizeException remembered) {
      return failures.found(question, remembered);
    }
    return image.isEmpty()
        ? null
        : replies.image(question, image.get(), nanoTime.getAsLong() - start);
  }

  /** Begins the work; null unless the reply is there at once. */
  @Nullable HttpReply begun(ImageQuestion question, Executor executor, PendingReply pending) {
    if (question.asksAnew()) {
      pending.after(
          InterruptibleTask.submit(() -> forgotten(question), executor),
          forgotten -> begunWithTheCache(forgotten, executor, pending));
      return null;
    }
    return begunWithTheCache(question, executor, pending);
  }

  private @Nullable HttpReply begunWithTheCache(
      ImageQuestion question, Executor executor, PendingReply pending) {
    long start = nanoTime.getAsLong();
    if (!question.isConditional()) {
      return begunImage(question, start, executor, pending);
    }
    HttpReply found = found(question);
    if (found == null) {
      pending.after(
          InterruptibleTask.submit(
              () -> currentVersion(question).flatMap(question::heldTag), executor),
          held ->
              held.isPresent()
                  ? replies.notModified(question, held.get(), nanoTime.getAsLong() - start)
                  : begunImage(question, start, executor, pending));
    }
    return found;
  }

  private @Nullable HttpReply begunImage(
      ImageQuestion question, long start, Executor executor, PendingReply pending) {
    CompletableFuture<ResizedImage> image = service.resizeAsync(question.request(), executor);
    if (image.isCompletedExceptionally()) {
      ImageResizeException failure = PendingReply.failure(image);
      boolean remembered = failure.reason() != Reason.OVERLOADED;
      return failures.begun(question, failure, remembered, executor, pending);
    }
    if (image.isDone()) {
      return replies.image(question, image.join(), nanoTime.getAsLong() - start);
    }
    pending.after(
        image,
        made -> replies.image(question, made, nanoTime.getAsLong() - start),
        failure -> failures.begun(question, failure, false, executor, pending));
    return null;
  }

  /** The reply; blocks until it is there. */
  HttpReply made(ImageQuestion question) {
    long start = nanoTime.getAsLong();
    if (question.asksAnew()) {
      forgotten(question);
    }
    if (question.isConditional()) {
      Optional<EntityTag> held = currentVersion(question).flatMap(question::heldTag);
      if (held.isPresent()) {
        return replies.notModified(question, held.get(), nanoTime.getAsLong() - start);
      }
    }
    ResizedImage image;
    try {
      image = service.resize(question.request());
    } catch (ImageResizeException failure) {
      return failures.made(question, failure);
    }
    return replies.image(question, image, nanoTime.getAsLong() - start);
  }

  /** Forgets what was made of the original, so that the image is made anew for everyone. */
  private ImageQuestion forgotten(ImageQuestion question) {
    service.invalidate(question.request().source());
    return question;
  }

  /** A source that does not answer is no obstacle yet: the image may still be in a cache. */
  private Optional<String> currentVersion(ImageQuestion question) {
    try {
      return service.currentVersion(question.request());
    } catch (ImageResizeException unknown) {
      LOG.log(System.Logger.Level.DEBUG, unknown::getMessage);
      return Optional.empty();
    }
  }
}
