package io.github.imageresize.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of AWS Lambda for one function: the Invoke API that clients call, with the function's
 * configuration, and the runtime API that the process with the function polls. Keeps AWS's limits,
 * status codes and error shapes; runs nothing itself.
 */
public final class RuntimeEndpoint implements AutoCloseable {
  /** What AWS lets through in a synchronous call, in bytes, in either direction. */
  static final int MAX_PAYLOAD = 6_291_556;

  private static final String RUNTIME = "/2018-06-01/runtime/";
  private static final String FUNCTIONS = "/2015-03-31/functions/";

  private final String functionName;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Pending> running = new ConcurrentHashMap<>();
  private final AtomicInteger invocations = new AtomicInteger();
  private volatile Duration timeout = Duration.ofSeconds(20);
  private volatile Duration coldStart = Duration.ZERO;
  private volatile Refusal refusal = Refusal.NONE;
  private volatile byte @Nullable [] functionError;

  /** An answer of Lambda itself, given before any function runs. */
  public record Refusal(int status, String errorType, String body, int retryAfter) {
    public static final Refusal NONE = new Refusal(0, "", "", 0);

    public static Refusal throttled(String reason, int retryAfter) {
      String body =
          "{\"Reason\":\"" + reason + "\",\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}";
      return new Refusal(429, "TooManyRequestsException", body, retryAfter);
    }

    public static Refusal of(int status, String errorType) {
      return new Refusal(status, errorType, "{\"Type\":\"User\",\"Message\":\"as told\"}", 0);
    }
  }

  private record Pending(String id, byte[] event, CompletableFuture<Result> result) {}

  private record Result(byte[] payload, String functionError) {}

  public RuntimeEndpoint(String functionName) throws IOException {
    this.functionName = functionName;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(FUNCTIONS, exchange -> handle(exchange, this::invoke));
    server.createContext(RUNTIME, exchange -> handle(exchange, this::runtime));
    server.start();
  }

  /** What {@code LambdaClient} is to be pointed at. */
  public URI uri() {
    return URI.create("http://" + hostAndPort());
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API} for the process with the function. */
  String hostAndPort() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many times the function was started. */
  public int invocations() {
    return invocations.get();
  }

  public void timeout(Duration value) {
    timeout = value;
  }

  /** From now on each call waits so long for its function to start. */
  public void coldStart(Duration value) {
    coldStart = value;
  }

  /** From now on every call is refused so; {@link Refusal#NONE} ends it. */
  public void refuse(Refusal value) {
    refusal = value;
  }

  /** From now on the function dies of every event, and Lambda answers with this payload. */
  void failWith(String payload) {
    functionError = payload.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private static void handle(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      handler.handle(exchange);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void invoke(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] event = exchange.getRequestBody().readAllBytes();
    String name = exchange.getRequestURI().getPath().substring(FUNCTIONS.length());
    if (name.equals(functionName + "/configuration") && refusal == Refusal.NONE) {
      String configuration = "{\"FunctionName\":\"%s\",\"Timeout\":%d}";
      reply(exchange, 200, configuration.formatted(functionName, timeout.toSeconds()));
    } else if (!name.startsWith(functionName + "/")) {
      refuse(exchange, Refusal.of(404, "ResourceNotFoundException"));
    } else if (event.length > MAX_PAYLOAD) {
      refuse(exchange, Refusal.of(413, "RequestTooLargeException"));
    } else if (refusal != Refusal.NONE) {
      refuse(exchange, refusal);
    } else {
      run(exchange, event);
    }
  }

  private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
    exchange.getResponseHeaders().set("x-amzn-ErrorType", refusal.errorType());
    if (refusal.retryAfter() > 0) {
      exchange.getResponseHeaders().set("Retry-After", Integer.toString(refusal.retryAfter()));
    }
    reply(exchange, refusal.status(), refusal.body());
  }

  private void run(HttpExchange exchange, byte[] event) throws IOException, InterruptedException {
    invocations.incrementAndGet();
    byte[] error = functionError;
    if (error != null) {
      exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
      reply(exchange, 200, error);
      return;
    }
    Thread.sleep(coldStart.toMillis());
    Pending pending = new Pending(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    waiting.add(pending);
    Result result;
    try {
      result = pending.result().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException tooLong) {
      waiting.remove(pending);
      result = timedOut(pending);
    } catch (java.util.concurrent.ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    if (!result.functionError().isEmpty()) {
      exchange.getResponseHeaders().set("X-Amz-Function-Error", result.functionError());
    }
    exchange.getResponseHeaders().set("X-Amz-Executed-Version", "$LATEST");
    reply(exchange, 200, result.payload());
  }

  private Result timedOut(Pending pending) {
    String message =
        "RequestId: %s Error: Task timed out after %d.%03d seconds"
            .formatted(pending.id(), timeout.toSeconds(), timeout.toMillisPart());
    return error("Sandbox.Timedout", message);
  }

  private static Result error(String type, String message) {
    String json = "{\"errorType\":\"%s\",\"errorMessage\":\"%s\"}".formatted(type, message);
    return new Result(json.getBytes(StandardCharsets.UTF_8), "Unhandled");
  }

  private void runtime(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath().substring(RUNTIME.length());
    if (path.equals("invocation/next")) {
      next(exchange);
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.equals("init/error")) {
      Pending first = waiting.take();
      first.result().complete(new Result(body, "Unhandled"));
      reply(exchange, 202, "");
      return;
    }
    String[] parts = path.split("/", -1);
    Pending pending = running.remove(parts[1]);
    if (pending == null) {
      reply(exchange, 400, "{\"errorType\":\"InvalidRequestID\"}");
    } else if (parts[2].equals("error")) {
      pending.result().complete(new Result(body, "Unhandled"));
      reply(exchange, 202, "");
    } else if (body.length > MAX_PAYLOAD) {
      String message =
          "Response payload size exceeded maximum allowed payload size ("
              + MAX_PAYLOAD
              + " bytes).";
      Result tooLarge = error("Function.ResponseSizeTooLarge", message);
      pending.result().complete(tooLarge);
      reply(exchange, 413, tooLarge.payload());
    } else {
      pending.result().complete(new Result(body, ""));
      reply(exchange, 202, "");
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    Pending pending = waiting.take();
    running.put(pending.id(), pending);
    long deadline = System.currentTimeMillis() + timeout.toMillis();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", pending.id());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-west-1:123456789012:function:" + functionName);
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700");
    reply(exchange, 200, pending.event());
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    reply(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
