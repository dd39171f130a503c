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

/** Answers questions for images. */
final class ImageAnswers implements Answers {
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

  @Override
  public @Nullable HttpReply found(ImageQuestion question) {
    return question.asksAnew() ? null : kept(question);
  }

  /** The image or, until it has been made, another one in its place. */
  private @Nullable HttpReply kept(ImageQuestion question) {
    HttpReply itself = keptItself(question);
    return itself == null && question.interim().isPresent()
        ? kept(question.interim().get())
        : itself;
  }

  private @Nullable HttpReply keptItself(ImageQuestion question) {
    long start = nanoTime.getAsLong();
    try {
      return service
          .cached(question.request())
          .map(image -> image(question, image, start))
          .orElse(null);
    } catch (ImageResizeException remembered) {
      // What can't be made in the one format may yet be in the other.
      return question.interim().isPresent() ? null : failures.found(question, remembered);
    }
  }

  /**
   * What must be looked for though another one will be made in its place. Making that begins with a
   * look for it; only a client who has a copy is to be told of it before the source is asked.
   */
  private @Nullable HttpReply keptBefore(ImageQuestion question) {
    if (question.interim().isEmpty()) {
      return null;
    }
    return question.isConditional() ? kept(question) : keptItself(question);
  }

  @Override
  public @Nullable HttpReply begun(
      ImageQuestion question, Executor executor, PendingReply pending) {
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
    boolean looksFirst = question.isConditional() && !question.asksAnew();
    HttpReply kept = looksFirst ? kept(question) : keptBefore(question);
    if (kept != null) {
      return kept;
    }
    ImageQuestion quickest = question.interim().orElse(question);
    if (!question.isConditional()) {
      return begunImage(quickest, start, executor, pending);
    }
    pending.after(
        InterruptibleTask.submit(() -> notModified(question, start), executor),
        notModified ->
            notModified.isPresent()
                ? notModified.get()
                : begunImage(quickest, start, executor, pending));
    return null;
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
      return image(question, image.join(), start);
    }
    pending.after(
        image,
        made -> image(question, made, start),
        failure -> failures.begun(question, failure, false, executor, pending));
    return null;
  }

  @Override
  public HttpReply made(ImageQuestion question) {
    long start = nanoTime.getAsLong();
    if (question.asksAnew()) {
      forgotten(question);
    }
    HttpReply kept = keptBefore(question);
    if (kept != null) {
      return kept;
    }
    if (question.isConditional()) {
      Optional<HttpReply> notModified = notModified(question, start);
      if (notModified.isPresent()) {
        return notModified.get();
      }
    }
    ImageQuestion quickest = question.interim().orElse(question);
    ResizedImage image;
    try {
      image = service.resize(quickest.request());
    } catch (ImageResizeException failure) {
      return failures.made(quickest, failure);
    }
    return image(quickest, image, start);
  }

  /** The reply with an image; what is to come in its place is begun now that it takes no room. */
  private HttpReply image(ImageQuestion question, ResizedImage image, long start) {
    question.awaited().ifPresent(service::makeLater);
    return replies.image(question, image, nanoTime.getAsLong() - start);
  }

  /** The reply to a client whose copy is still right, as the version of the original tells. */
  private Optional<HttpReply> notModified(ImageQuestion question, long start) {
    Optional<String> version = currentVersion(question);
    Optional<HttpReply> reply = notModified(question, version, start);
    return reply.isPresent()
        ? reply
        : question.interim().flatMap(interim -> notModified(interim, version, start));
  }

  private Optional<HttpReply> notModified(
      ImageQuestion question, Optional<String> version, long start) {
    Optional<EntityTag> held = version.flatMap(question::heldTag);
    if (held.isPresent()) {
      question.awaited().ifPresent(service::makeLater);
    }
    return held.map(tag -> replies.notModified(question, tag, nanoTime.getAsLong() - start));
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
