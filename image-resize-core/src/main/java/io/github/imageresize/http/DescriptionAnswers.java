package io.github.imageresize.http;

import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeService;
import io.github.imageresize.internal.async.InterruptibleTask;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers questions for descriptions. Failures are told in words: no picture was asked for. */
final class DescriptionAnswers implements Answers {
  private final ResizeService service;
  private final ReplyFactory replies;
  private final LongSupplier nanoTime;

  DescriptionAnswers(ResizeService service, ReplyFactory replies, LongSupplier nanoTime) {
    this.service = service;
    this.replies = replies;
    this.nanoTime = nanoTime;
  }

  /** None: nothing tells whether the service would have to look at the original. */
  @Override
  public @Nullable HttpReply found(ImageQuestion question) {
    return null;
  }

  @Override
  public HttpReply made(ImageQuestion question) {
    long start = nanoTime.getAsLong();
    try {
      return reply(question, described(question), start);
    } catch (ImageResizeException failure) {
      return failed(question, failure);
    }
  }

  @Override
  public @Nullable HttpReply begun(
      ImageQuestion question, Executor executor, PendingReply pending) {
    long start = nanoTime.getAsLong();
    pending.after(
        InterruptibleTask.submit(() -> described(question), executor),
        description -> reply(question, description, start),
        failure -> failed(question, failure));
    return null;
  }

  private ImageDescription described(ImageQuestion question) {
    String source = question.request().source();
    if (question.asksAnew()) {
      service.invalidate(source);
    }
    return service.describe(source);
  }

  private HttpReply reply(ImageQuestion question, ImageDescription description, long start) {
    return replies.description(question, description, nanoTime.getAsLong() - start);
  }

  private HttpReply failed(ImageQuestion question, ImageResizeException failure) {
    FailureReplies.log(failure);
    return replies.failure(question, failure, false);
  }
}
