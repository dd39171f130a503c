package io.github.imageresize;

import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets an engine alone that keeps failing. From time to time it is tried again, beside the request
 * that gave cause for it: who asks is told at once that the engine cannot answer, and pays nothing
 * for one that hangs.
 *
 * <p>Thread-safe.
 */
final class GuardedEngine {
  private final String name;
  private final CircuitBreaker breaker;
  private final FallbackLog log;
  private final Executor prober;
  private final AtomicBoolean probing = new AtomicBoolean();

  GuardedEngine(String name, LongSupplier nanoTime, FallbackLog log, Executor prober) {
    this.name = name;
    this.breaker = new CircuitBreaker(nanoTime);
    this.log = log;
    this.prober = prober;
  }

  /** A thread for each try, of which there is one at a time. */
  static void probe(Runnable question) {
    Thread thread = new Thread(question, "image-resize-probe");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Asks the engine.
   *
   * @throws ImageResizeException what the engine throws, or {@code UNAVAILABLE} while it is let
   *     alone
   */
  <T> T ask(Supplier<T> question) {
    if (breaker.isClosed()) {
      return counted(question);
    }
    if (breaker.allows() && probing.compareAndSet(false, true)) {
      prober.execute(() -> tryAgain(question));
    }
    throw new ImageResizeException(
        Reason.UNAVAILABLE, name + " is let alone for a while: it kept failing");
  }

  private void tryAgain(Supplier<?> question) {
    try {
      counted(question);
    } catch (ImageResizeException stillFailing) {
      // counted: the next try is after the pause
    } finally {
      probing.set(false);
    }
  }

  private <T> T counted(Supplier<T> question) {
    try {
      T answer = question.get();
      succeeded();
      return answer;
    } catch (ImageResizeException failure) {
      if (!FallbackPolicy.isOutage(failure)) {
        succeeded();
      } else if (!Thread.currentThread().isInterrupted() && breaker.failed()) {
        log.letAlone(failure);
      }
      throw failure;
    }
  }

  private void succeeded() {
    if (breaker.succeeded()) {
      log.worksAgain();
    }
  }
}
