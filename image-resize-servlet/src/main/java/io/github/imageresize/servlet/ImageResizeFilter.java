package io.github.imageresize.servlet;

import io.github.imageresize.http.HttpReply;
import io.github.imageresize.http.HttpRequestHead;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.internal.argument.Require;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Serves images from a servlet container: answers the requests that an {@link ImageHttpHandler}
 * handles and passes all others on.
 *
 * <p>Refusals and small images that are in the cache are answered on the container's thread. All
 * else is asynchronous: images are made on an executor, and large ones are written as fast as the
 * client takes them, so that neither a slow image nor a slow client holds a thread of the
 * container. A request that waits for an image which another request is having made holds no thread
 * at all. Register the filter with asynchronous support; without it everything happens on the
 * container's thread.
 *
 * <p>Thread-safe.
 */
public final class ImageResizeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /**
   * How long a client waits for an image where no other time is set: 30 seconds, or a second longer
   * than the {@linkplain ImageHttpHandler#deadline() engines' deadlines together} if that is more.
   */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private static final int LARGEST_BLOCKING_BODY = 32 * 1024;

  private final transient ImageHttpHandler handler;
  private final transient Executor executor;
  private final transient @Nullable ExecutorService ownExecutor;
  private final transient Duration timeout;
  private final transient ReplyBudget budget;

  /**
   * A filter with an executor of its own: at most 64 daemon threads, at most 256 requests that wait
   * for one, and refusal as overload beyond. {@link #destroy()} ends it.
   *
   * @param handler answers the requests
   */
  public ImageResizeFilter(ImageHttpHandler handler) {
    this.handler = Objects.requireNonNull(handler, "handler");
    this.ownExecutor = WorkerThreads.create();
    this.executor = ownExecutor;
    this.timeout = timeoutFor(handler);
    this.budget = new ReplyBudget(defaultReplyBytes());
  }

  /**
   * A filter with the host's executor.
   *
   * @param handler answers the requests
   * @param executor runs one blocking task for each image that is being made; bounded, or with
   *     virtual threads; what it rejects is refused as overload; stays the caller's
   * @param timeout how long a client waits for an image before it is told of a timeout: at least a
   *     millisecond, and at least the {@linkplain ImageHttpHandler#deadline() engines' deadlines
   *     together}, such as 35 s for a function with 25 s and this process with 10 s behind it
   * @throws IllegalArgumentException if the timeout is shorter than that
   */
  public ImageResizeFilter(ImageHttpHandler handler, Executor executor, Duration timeout) {
    this(handler, executor, timeout, defaultReplyBytes());
  }

  /**
   * A filter with the host's executor and bound on what clients have yet to read.
   *
   * @param handler answers the requests
   * @param executor runs one blocking task for each image that is not in the cache; bounded, or
   *     with virtual threads; what it rejects is refused as overload; stays the caller's
   * @param timeout how long a client waits for an image before it is told of a timeout: at least a
   *     millisecond, and at least the {@linkplain ImageHttpHandler#deadline() engines' deadlines
   *     together}
   * @param replyBytes how many bytes of images are held for clients that have yet to read them,
   *     positive; bytes that several replies share count once, and beyond that replies are refused
   *     as overload; an eighth of the largest heap by default
   * @throws IllegalArgumentException if the timeout is shorter than that, or the bytes are not
   *     positive
   */
  public ImageResizeFilter(
      ImageHttpHandler handler, Executor executor, Duration timeout, long replyBytes) {
    Require.positive("replyBytes", replyBytes);
    Require.atLeast("timeout", timeout, Duration.ofMillis(1));
    Optional<Duration> needed = handler.deadline();
    if (needed.isPresent() && timeout.compareTo(needed.get()) < 0) {
      throw Require.violation(
          "timeout",
          "be at least " + needed.get() + ", what the engines may take together",
          timeout
              + ": give the filter more time, or the engines less (ResizeLimits.deadline for this"
              + " process, timeLimits for a function)");
    }
    this.handler = Objects.requireNonNull(handler, "handler");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.ownExecutor = null;
    this.timeout = timeout;
    this.budget = new ReplyBudget(replyBytes);
  }

  private static long defaultReplyBytes() {
    return Runtime.getRuntime().maxMemory() / 8;
  }

  Duration timeout() {
    return timeout;
  }

  private static Duration timeoutFor(ImageHttpHandler handler) {
    Duration needed = handler.deadline().orElse(Duration.ZERO).plusSeconds(1);
    return needed.compareTo(DEFAULT_TIMEOUT) > 0 ? needed : DEFAULT_TIMEOUT;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = pathInApplication(request);
    if (!handler.handles(path) || response.isCommitted()) {
      chain.doFilter(request, response);
      return;
    }
    HttpRequestHead head =
        HttpRequestHead.of(
                request.getMethod(),
                path,
                request.getQueryString(),
                name -> joined(request.getHeaders(name)),
                handler.fields())
            .withPrincipal(request.getUserPrincipal());
    if (!request.isAsyncSupported()) {
      HttpReply reply = handler.answerAtOnce(head).orElseGet(() -> handler.answer(head));
      writeBlocking(reply, response);
      return;
    }
    CompletableFuture<HttpReply> pending = handler.answerAsync(head, executor);
    HttpReply atOnce = pending.getNow(null);
    if (atOnce == null) {
      new AsyncAnswer(handler, budget, request.startAsync(request, response))
          .await(pending, timeout);
    } else if (atOnce.bodyLength() > LARGEST_BLOCKING_BODY) {
      new AsyncAnswer(handler, budget, request.startAsync(request, response)).send(atOnce);
    } else {
      writeBlocking(atOnce, response);
    }
  }

  private static void writeBlocking(HttpReply reply, HttpServletResponse response)
      throws IOException {
    ReplyWriter.writeFields(reply, response);
    reply.writeTo(response.getOutputStream());
  }

  /** Ends the filter's own executor; the work that is under way is interrupted. */
  @Override
  public void destroy() {
    if (ownExecutor != null) {
      ownExecutor.shutdownNow();
    }
  }

  /** The path as it was sent, without the context path; empty if it does not begin with that. */
  private static String pathInApplication(HttpServletRequest request) {
    String path = request.getRequestURI();
    String context = request.getContextPath();
    return path.startsWith(context) ? path.substring(context.length()) : "";
  }

  /** The lines of a field, joined with commas; null if there is none. */
  private static @Nullable String joined(@Nullable Enumeration<String> lines) {
    if (lines == null || !lines.hasMoreElements()) {
      return null;
    }
    String first = lines.nextElement();
    if (!lines.hasMoreElements()) {
      return first;
    }
    StringBuilder all = new StringBuilder(first);
    while (lines.hasMoreElements()) {
      all.append(", ").append(lines.nextElement());
    }
    return all.toString();
  }
}
