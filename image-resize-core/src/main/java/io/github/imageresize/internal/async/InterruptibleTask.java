package io.github.imageresize.internal.async;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Blocking work on an executor, which is interrupted when nobody wants its result any longer. */
public final class InterruptibleTask {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private InterruptibleTask() {}

  /**
   * Submits the work.
   *
   * @param <T> what the work gives
   * @param work may block; whatever it throws ends the future
   * @param executor runs the work; if it has no room, the future ends in {@link Reason#OVERLOADED}
   * @return the result; once somebody else completes it, such as by cancelling it, the work is
   *     interrupted, or not begun
   */
  public static <T> CompletableFuture<T> submit(Callable<T> work, Executor executor) {
    CompletableFuture<T> result = new CompletableFuture<>();
    AtomicBoolean ended = new AtomicBoolean();
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              try {
                T value = work.call();
                ended.set(true);
                result.complete(value);
              } catch (Throwable failure) {
                ended.set(true);
                result.completeExceptionally(failure);
              }
            },
            null);
    var unused =
        result.whenComplete(
            (value, failure) -> {
              if (!ended.get()) {
                task.cancel(true);
              }
            });
    try {
      executor.execute(task);
    } catch (RejectedExecutionException full) {
      result.completeExceptionally(noRoom(full));
    }
    return result;
  }

  /**
   * What a caller is told whose work an executor rejected.
   *
   * @param full what the executor threw
   * @return a failure with {@link Reason#OVERLOADED}
   */
  public static ImageResizeException noRoom(RejectedExecutionException full) {
    return new ImageResizeException(Reason.OVERLOADED, "the executor has no room", full)
        .withRetryAfter(RETRY_AFTER);
  }
}
