package io.github.imageresize.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves names within a time. The platform's resolver can neither be told a time nor interrupted,
 * so it works on threads of its own, of which a few at most wait for a name server that is silent;
 * idle ones end. Thread-safe.
 */
final class TimedResolver {
  private static final int THREADS = 8;
  private static final int WAITING = 256;
  private static final long IDLE_SECONDS = 5;

  private final HostResolver resolver;
  private final ThreadPoolExecutor threads;

  TimedResolver(HostResolver resolver) {
    this.resolver = resolver;
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "image-resize-names");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * The addresses of a host.
   *
   * @throws SocketTimeoutException if they are not known in time
   */
  InetAddress[] resolve(String host, Duration timeLeft) throws IOException {
    Future<InetAddress[]> addresses;
    try {
      addresses = threads.submit(() -> resolver.resolve(host));
    } catch (RejectedExecutionException full) {
      throw new IOException("too many names are being resolved already", full);
    }
    try {
      return addresses.get(timeLeft.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while resolving " + host);
    } catch (TimeoutException late) {
      throw new SocketTimeoutException(host + " was not resolved in time");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IOException(host + " can't be resolved", failed.getCause());
    } catch (CancellationException ended) {
      throw new IOException(host + " can't be resolved", ended);
    } finally {
      addresses.cancel(true);
    }
  }
}
