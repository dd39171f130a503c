package io.github.imageresize.servlet;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.http.HttpReply;
import io.github.imageresize.http.ImageHttpHandler;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The answer to one request outside the container's thread. Whichever comes first, the image or the
 * time limit, is the reply; the other one is dropped.
 */
final class AsyncAnswer {
  private static final System.Logger LOG = System.getLogger(AsyncAnswer.class.getName());

  private static final Duration RETRY_WHEN_READ = Duration.ofSeconds(5);

  private final ImageHttpHandler handler;
  private final ReplyBudget budget;
  private final AsyncContext context;

  /** An answer to the request of a context, which it completes. */
  AsyncAnswer(ImageHttpHandler handler, ReplyBudget budget, AsyncContext context) {
    this.handler = handler;
    this.budget = budget;
    this.context = context;
    // The time limit is for the image alone: a slow client may take the reply as slowly as the
    // connector lets it.
    context.setTimeout(0);
  }

  /** Sends the reply once it is there, or the reason why there is none in time. */
  @SuppressWarnings("FutureReturnValueIgnored") // sending handles every failure itself
  void await(CompletableFuture<HttpReply> reply, Duration timeout) {
    reply
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((made, failure) -> send(failure == null ? made : reply(failure)));
  }

  /** Sends a reply as the client takes it, if there is room for it, then completes the context. */
  void send(HttpReply reply) {
    if (budget.hold(reply)) {
      write(reply, () -> budget.release(reply));
    } else {
      ImageResizeException full =
          new ImageResizeException(
                  Reason.OVERLOADED,
                  "clients have yet to read " + budget.held() + " bytes of other images")
              .withRetryAfter(RETRY_WHEN_READ);
      write(handler.failure(full), () -> {});
    }
  }

  private void write(HttpReply reply, Runnable written) {
    try {
      ReplyWriter.write(reply, context, written);
    } catch (IOException | RuntimeException failure) {
      LOG.log(System.Logger.Level.DEBUG, "the reply could not be sent", failure);
      written.run();
      ReplyWriter.complete(context);
    }
  }

  private HttpReply reply(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return handler.failure(
          new ImageResizeException(Reason.TIMEOUT, "the filter's time limit passed"));
    }
    LOG.log(System.Logger.Level.ERROR, "an image could not be made", failure);
    return handler.failure(
        new ImageResizeException(Reason.UNAVAILABLE, "the work ended with " + failure));
  }
}
