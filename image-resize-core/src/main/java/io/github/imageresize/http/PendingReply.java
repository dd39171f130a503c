package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reply on its way, by one step or several: each waits for a future without a thread, and either
 * gives the reply or says for what the next one waits. When somebody else completes the reply, the
 * future that is waited for is cancelled.
 */
final class PendingReply {
  private final AtomicReference<@Nullable Waiting<?>> next = new AtomicReference<>();

  /** Gives the reply, null if there is one more step, or throws why there is none. */
  interface Step {
    @Nullable HttpReply take();
  }

  private record Waiting<T>(
      CompletableFuture<T> awaited,
      Function<? super T, @Nullable HttpReply> then,
      Function<ImageResizeException, @Nullable HttpReply> orElse) {

    private @Nullable HttpReply take() {
      if (awaited.isCompletedExceptionally()) {
        return orElse.apply(failure(awaited));
      }
      return then.apply(awaited.join());
    }
  }

  /** Says for what to wait, and what to do then; if that fails the reply does. */
  <T> void after(CompletableFuture<T> awaited, Function<? super T, @Nullable HttpReply> then) {
    after(
        awaited,
        then,
        failure -> {
          throw failure;
        });
  }

  /** Says for what to wait, and what to do then or if it fails. */
  <T> void after(
      CompletableFuture<T> awaited,
      Function<? super T, @Nullable HttpReply> then,
      Function<ImageResizeException, @Nullable HttpReply> orElse) {
    next.set(new Waiting<>(awaited, then, orElse));
  }

  /**
   * The reply, once all steps are taken.
   *
   * @param taken takes a step and turns its failure into a reply
   */
  CompletableFuture<HttpReply> settled(Function<Step, @Nullable HttpReply> taken) {
    CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    await(reply, taken);
    return reply;
  }

  private void await(
      CompletableFuture<HttpReply> reply, Function<Step, @Nullable HttpReply> taken) {
    Waiting<?> waiting = next.getAndSet(null);
    if (waiting == null) {
      reply.completeExceptionally(new IllegalStateException("a reply that waits for nothing"));
      return;
    }
    onEnd(reply, () -> waiting.awaited.cancel(true));
    onEnd(
        waiting.awaited,
        () -> {
          try {
            HttpReply made = reply.isDone() ? null : taken.apply(waiting::take);
            if (made != null) {
              reply.complete(made);
            } else if (!reply.isDone()) {
              await(reply, taken);
            }
          } catch (Throwable fault) {
            reply.completeExceptionally(fault);
          }
        });
  }

  private static void onEnd(CompletableFuture<?> future, Runnable action) {
    var unused = future.whenComplete((value, failure) -> action.run());
  }

  /** Why a future failed, whatever it was. */
  static ImageResizeException failure(CompletableFuture<?> failed) {
    try {
      failed.join();
      throw new IllegalStateException("the future did not fail");
    } catch (CompletionException wrapped) {
      Throwable cause = wrapped.getCause();
      if (cause instanceof ImageResizeException known) {
        return known;
      }
      if (cause instanceof RuntimeException fault) {
        throw fault;
      }
      return new ImageResizeException(Reason.UNAVAILABLE, "the work ended with " + cause, cause);
    } catch (CancellationException cancelled) {
      return new ImageResizeException(Reason.TIMEOUT, "the work was cancelled", cancelled);
    }
  }
}
