package io.github.imageresize.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.cache.Await;
import io.github.imageresize.cache.CachingResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.SizePolicy;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the filter does in a real container, which has only a few threads. A subclass starts the
 * container; behind the filter a servlet at {@code /*} answers with the text {@code next}.
 */
@Timeout(60)
abstract class ImageResizeFilterContract {
  /** The threads that a container has to answer requests, about. */
  static final int FEW_THREADS = 4;

  private final TestService service = new TestService();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private URI base = URI.create("unset:/");

  /**
   * Starts a container.
   *
   * @param context the context path, empty or beginning with a slash
   * @param asyncSupported whether the filter is registered so
   * @return the port on the loopback interface
   */
  abstract int start(ImageResizeFilter filter, String context, boolean asyncSupported)
      throws Exception;

  abstract void stop() throws Exception;

  @AfterEach
  void end() throws Exception {
    service.released.countDown();
    stop();
    workers.shutdownNow();
  }

  private void start() throws Exception {
    start(filter(Duration.ofSeconds(20)), "");
  }

  private void start(ImageResizeFilter filter, String context) throws Exception {
    base = URI.create("http://127.0.0.1:" + start(filter, context, true) + context);
  }

  private ImageResizeFilter filter(Duration timeout) {
    return new ImageResizeFilter(handler(), workers, timeout);
  }

  private ImageHttpHandler handler() {
    return ImageHttpHandler.builder(service)
        .sizes(SizePolicy.allowAnySize())
        .descriptions(true)
        .build();
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(base + target));
  }

  private HttpResponse<byte[]> get(String target) throws Exception {
    return client.send(request(target).build(), BodyHandlers.ofByteArray());
  }

  private static String field(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void makesAnImageAndThenFindsIt() throws Exception {
    start();

    HttpResponse<byte[]> miss = get("/images/a.jpg?w=7");
    HttpResponse<byte[]> hit = get("/images/a.jpg?w=7");

    assertThat(miss.statusCode()).isEqualTo(200);
    assertThat(miss.body()).hasSize(1000).containsOnly((byte) 7);
    assertThat(field(miss, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(field(miss, "Content-Length")).isEqualTo("1000");
    assertThat(field(miss, "Cache-Status")).isEqualTo("image-resize; fwd=miss; detail=local");
    assertThat(hit.statusCode()).isEqualTo(200);
    assertThat(hit.body()).isEqualTo(miss.body());
    assertThat(field(hit, "Cache-Status")).isEqualTo("image-resize; hit");
    assertThat(field(hit, "ETag")).isEqualTo(field(miss, "ETag")).startsWith("\"");
    assertThat(service.resizes).hasValue(1);
  }

  @Test
  void tellsWhatAnOriginalIs() throws Exception {
    start();

    HttpResponse<byte[]> description = get("/images/a.jpg?describe=true");

    assertThat(description.statusCode()).isEqualTo(200);
    assertThat(field(description, "Content-Type")).isEqualTo("application/json");
    assertThat(new String(description.body(), StandardCharsets.UTF_8))
        .isEqualTo(service.describe("a.jpg").toJson());
    assertThat(get("/images/missing.jpg?describe=true").statusCode()).isEqualTo(404);
    HttpResponse<byte[]> known =
        client.send(
            request("/images/a.jpg?describe=true")
                .header("If-None-Match", field(description, "ETag"))
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(known.statusCode()).isEqualTo(304);
  }

  @Test
  void writesALargeImageWhole() throws Exception {
    start();

    assertThat(get("/images/large.jpg?w=7").body()).hasSize(TestService.LARGE);
    assertThat(get("/images/large.jpg?w=7").body())
        .hasSize(TestService.LARGE)
        .containsOnly((byte) 7);
  }

  @Test
  void sendsNoBodyToAClientThatHasTheImage() throws Exception {
    start();
    String tag = field(get("/images/a.jpg?w=7"), "ETag");

    HttpResponse<byte[]> response =
        client.send(
            request("/images/a.jpg?w=7").header("If-None-Match", tag).build(),
            BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
    assertThat(field(response, "ETag")).isEqualTo(tag);
  }

  @Test
  void makesNoImageForAClientThatHasItAlready() throws Exception {
    start();
    String tag = field(get("/images/a.jpg?w=7"), "ETag");
    TestService other = new TestService();
    stop();
    ImageHttpHandler restarted =
        ImageHttpHandler.builder(other).sizes(SizePolicy.allowAnySize()).build();
    start(new ImageResizeFilter(restarted), "");

    HttpResponse<byte[]> response =
        client.send(
            request("/images/a.jpg?w=7").header("If-None-Match", tag).build(),
            BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(other.resizes).hasValue(0);
  }

  @Test
  void answersHeadLikeGetWithoutTheBody() throws Exception {
    start();
    HttpRequest head =
        request("/images/a.jpg?w=7").method("HEAD", HttpRequest.BodyPublishers.noBody()).build();

    for (int i = 0; i < 2; i++) {
      HttpResponse<byte[]> response = client.send(head, BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEmpty();
      assertThat(field(response, "Content-Length")).isEqualTo("1000");
      assertThat(field(response, "Content-Type")).isEqualTo("image/jpeg");
    }
  }

  @Test
  void sendsTheRangeThatIsAskedFor() throws Exception {
    start();

    HttpResponse<byte[]> response =
        client.send(
            request("/images/a.jpg?w=7").header("Range", "bytes=990-").build(),
            BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.body()).hasSize(10);
    assertThat(field(response, "Content-Range")).isEqualTo("bytes 990-999/1000");
  }

  @Test
  void refusesABadRequestInPublicWords() throws Exception {
    start();

    HttpResponse<byte[]> response = get("/images/a.jpg?w=0");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(field(response, "Content-Type")).startsWith("application/problem+json");
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("w must be a whole number, 1..65535, but is 0");
    assertThat(service.resizes).hasValue(0);
  }

  @Test
  void tellsNothingPrivateOfAFailure() throws Exception {
    start();

    for (String path : List.of("missing.jpg=404", "broken.jpg=500", "fault.jpg=502")) {
      String[] expected = path.split("=", 2);
      HttpResponse<byte[]> response = get("/images/" + expected[0]);
      assertThat(response.statusCode()).isEqualTo(Integer.parseInt(expected[1]));
      assertThat(field(response, "Content-Type")).startsWith("application/problem+json");
      assertThat(new String(response.body(), StandardCharsets.UTF_8))
          .doesNotContain("private", "Exception", "Error at", "java.");
    }
  }

  @Test
  void allowsOnlyGetAndHead() throws Exception {
    start();
    HttpRequest post =
        request("/images/a.jpg").POST(HttpRequest.BodyPublishers.ofString("x")).build();

    HttpResponse<byte[]> response = client.send(post, BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(field(response, "Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void passesOnWhatIsNotItsOwn() throws Exception {
    start();

    assertThat(new String(get("/other/a.jpg?w=0").body(), StandardCharsets.UTF_8))
        .isEqualTo("next");
    assertThat(new String(get("/images").body(), StandardCharsets.UTF_8)).isEqualTo("next");
  }

  @Test
  void servesBelowAContextPath() throws Exception {
    start(filter(Duration.ofSeconds(20)), "/shop");

    assertThat(get("/images/a.jpg?w=7").statusCode()).isEqualTo(200);
    assertThat(new String(get("/other").body(), StandardCharsets.UTF_8)).isEqualTo("next");
  }

  @Test
  void servesWithoutAsynchronousSupport() throws Exception {
    base = URI.create("http://127.0.0.1:" + start(filter(Duration.ofSeconds(20)), "", false));

    assertThat(get("/images/large.jpg?w=7").body()).hasSize(TestService.LARGE);
    assertThat(get("/images/large.jpg?w=7").body()).hasSize(TestService.LARGE);
  }

  @Test
  void makesOneImageForManyWhoAskAtOnce() throws Exception {
    start();
    List<CompletableFuture<HttpResponse<byte[]>>> responses = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      responses.add(
          client.sendAsync(request("/images/slow.jpg?w=7").build(), BodyHandlers.ofByteArray()));
    }
    service.released.countDown();

    for (CompletableFuture<HttpResponse<byte[]>> response : responses) {
      assertThat(response.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    assertThat(service.resizes).hasValue(1);
  }

  @Test
  void holdsNoThreadOfTheContainerWhileImagesAreMade() throws Exception {
    start();
    List<CompletableFuture<HttpResponse<byte[]>>> slow = new ArrayList<>();
    for (int i = 1; i <= 5 * FEW_THREADS; i++) {
      slow.add(
          client.sendAsync(request("/images/slow.jpg?w=" + i).build(), BodyHandlers.ofByteArray()));
    }

    assertThat(get("/images/quick.jpg?w=7").statusCode()).isEqualTo(200);
    assertThat(slow).noneMatch(CompletableFuture::isDone);
    service.released.countDown();
    for (CompletableFuture<HttpResponse<byte[]>> response : slow) {
      assertThat(response.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void holdsNoThreadAtAllForThoseWhoWaitForAnothersImage() throws Exception {
    int threads = 64;
    AtomicInteger misses = new AtomicInteger();
    ResizeListener listener =
        new ResizeListener() {
          @Override
          public void lookedUp(CacheLookup event) {
            misses.incrementAndGet();
          }
        };
    try (CachingResizeService caching =
        CachingResizeService.builder(service, MemoryCacheStore.ofBytes(8 << 20))
            .listener(listener)
            .build()) {
      ImageHttpHandler handler =
          ImageHttpHandler.builder(caching).sizes(SizePolicy.allowAnySize()).build();
      start(new ImageResizeFilter(handler), "");
      assertThat(get("/images/quick.jpg?w=1").statusCode()).isEqualTo(200);
      List<CompletableFuture<HttpResponse<byte[]>>> waiting = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        waiting.add(
            client.sendAsync(request("/images/slow.jpg?w=7").build(), BodyHandlers.ofByteArray()));
      }
      Await.until("all are there", () -> misses.get() == 1 + threads);

      assertThat(get("/images/quick.jpg?w=7").statusCode()).isEqualTo(200);

      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      service.released.countDown();
      for (CompletableFuture<HttpResponse<byte[]>> response : waiting) {
        assertThat(response.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
      assertThat(service.resizes).as("one slow, two quick").hasValue(3);
    }
  }

  @Test
  void holdsNoThreadOfTheContainerForClientsThatDoNotRead() throws Exception {
    start();
    assertThat(get("/images/large.jpg?w=7").statusCode()).isEqualTo(200);
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 5 * FEW_THREADS; i++) {
        idle.add(ask("/images/large.jpg?w=7"));
      }

      assertThat(get("/images/quick.jpg?w=7").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void holdsNoMoreForClientsThatDoNotReadThanAllowed() throws Exception {
    long replyBytes = 2L * TestService.LARGE;
    start(new ImageResizeFilter(handler(), workers, Duration.ofSeconds(20), replyBytes), "");
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        idle.add(ask("/images/large.jpg?w=" + (1 + i % 2)));
      }
      HttpResponse<byte[]> refused = get("/images/large.jpg?w=3");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(field(refused, "Retry-After")).isEqualTo("5");
      assertThat(get("/images/large.jpg?w=1").body())
          .as("what is held already costs nothing more")
          .hasSize(TestService.LARGE);
      assertThat(get("/images/quick.jpg?w=7").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    int status = 503;
    while (status == 503 && System.nanoTime() < end) {
      status = get("/images/large.jpg?w=3").statusCode();
    }
    assertThat(status).as("once the clients have gone").isEqualTo(200);
  }

  @Test
  void goesOnAfterClientsThatHangUp() throws Exception {
    start();
    for (int i = 1; i <= 2 * FEW_THREADS; i++) {
      ask("/images/slow.jpg?w=" + i).close();
      ask("/images/large.jpg?w=" + i).close();
    }
    service.released.countDown();

    assertThat(get("/images/large.jpg?w=100").body()).hasSize(TestService.LARGE);
    assertThat(get("/images/slow.jpg?w=1").statusCode()).isEqualTo(200);
  }

  @Test
  void tellsOfATimeoutAndInterruptsTheWork() throws Exception {
    start(filter(Duration.ofMillis(200)), "");

    HttpResponse<byte[]> response = get("/images/slow.jpg?w=7");

    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(field(response, "Content-Type")).startsWith("application/problem+json");
    assertThat(service.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void refusesAsOverloadWhatTheExecutorRejects() throws Exception {
    ImageResizeFilter full =
        new ImageResizeFilter(
            handler(),
            work -> {
              throw new RejectedExecutionException("full");
            },
            Duration.ofSeconds(20));
    start(full, "");

    HttpResponse<byte[]> response = get("/images/a.jpg?w=7");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(field(response, "Retry-After")).isEqualTo("1");
  }

  @Test
  void servesWithAnExecutorOfItsOwn() throws Exception {
    start(new ImageResizeFilter(handler()), "");

    assertThat(get("/images/a.jpg?w=7").statusCode()).isEqualTo(200);
  }

  @Test
  void negotiatesTheFormat() throws Exception {
    start();

    HttpResponse<byte[]> response =
        client.send(
            request("/images/a.jpg?w=7").header("Accept", "image/webp,image/*").build(),
            BodyHandlers.ofByteArray());

    assertThat(field(response, "Content-Type")).isEqualTo("image/webp");
    assertThat(field(response, "Vary")).isEqualTo("Accept");
  }

  /** Sends a request and waits until the server begins to answer or is at work. */
  private Socket ask(String target) throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(
        new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), base.getPort()));
    OutputStream out = socket.getOutputStream();
    out.write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes());
    out.flush();
    if (target.contains("large")) {
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo('H');
    }
    return socket;
  }
}
