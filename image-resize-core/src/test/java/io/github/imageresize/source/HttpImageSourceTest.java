package io.github.imageresize.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.cache.ManualClock;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpImageSourceTest extends ImageSourceContract {
  private static final String FOLDER = "/originals/";

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private HttpImageSource source;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    source = below(server.getAddress().getPort()).build();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] file = path.startsWith(FOLDER) ? files.get(path.substring(FOLDER.length())) : null;
    try (exchange) {
      if (file == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().set("ETag", "\"" + file.length + "\"");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, head || file.length == 0 ? -1 : file.length);
      if (!head) {
        exchange.getResponseBody().write(file);
      }
    }
  }

  private static HttpImageSource.Builder below(int port) {
    return HttpImageSource.below(URI.create("http://127.0.0.1:" + port + "/originals"))
        .allowPrivateAddresses();
  }

  @Override
  protected ImageSource source() {
    return source;
  }

  @Override
  protected void put(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  @Override
  protected void remove(String path) {
    files.remove(path);
  }

  @ParameterizedTest
  @CsvSource({
    "404,SOURCE_NOT_FOUND",
    "410,SOURCE_NOT_FOUND",
    "204,UNAVAILABLE",
    "206,UNAVAILABLE",
    "304,UNAVAILABLE",
    "401,UNAVAILABLE",
    "403,UNAVAILABLE",
    "429,UNAVAILABLE",
    "500,UNAVAILABLE",
    "503,UNAVAILABLE"
  })
  void tellsWhatAStatusMeans(int status, Reason reason) throws Exception {
    try (OneShotServer other =
        OneShotServer.sending("HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n")) {
      HttpImageSource asked = below(other.port()).build();

      assertFails(reason, () -> asked.read("a.jpg", ROOMY));
      assertFails(reason, () -> asked.version("a.jpg"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello and more",
        "HTTP/1.0 200 OK\r\n\r\nhello",
        "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n03\r\nllo\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\n\r\nhello"
      })
  void readsABodyHoweverItsLengthIsTold(String response) throws Exception {
    try (OneShotServer other = OneShotServer.sending(response)) {
      assertThat(below(other.port()).build().read("a.jpg", 5).bytes())
          .isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
        "Sunday, 06-Nov-94 08:49:37 GMT|1994-11-06T08:49:37Z",
        "yesterday|"
      })
  void tellsWhenTheServerSaysThatTheOriginalWasChanged(String field, @Nullable Instant changed)
      throws Exception {
    try (OneShotServer other =
        OneShotServer.sending(
            "HTTP/1.1 200 OK\r\nLast-Modified: " + field + "\r\nContent-Length: 5\r\n\r\nhello")) {
      assertThat(below(other.port()).build().read("a.jpg", 5).lastModified())
          .isEqualTo(Optional.ofNullable(changed));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SSH-2.0-server\r\n",
        "HTTP/2 200\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\nhello",
        "HTTP/1.1 302 Found\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n"
      })
  void refusesAResponseThatIsNotWhole(String response) throws Exception {
    try (OneShotServer other = OneShotServer.sending(response)) {
      HttpImageSource asked = below(other.port()).build();

      assertFails(Reason.UNAVAILABLE, () -> asked.read("a.jpg", ROOMY));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nhello!",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n2\r\no!\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n"
      })
  void readsNoMoreThanIsAllowed(String response) throws Exception {
    try (OneShotServer other = OneShotServer.sending(response)) {
      HttpImageSource asked = below(other.port()).build();

      assertFails(Reason.SOURCE_TOO_LARGE, () -> asked.read("a.jpg", 5));
    }
  }

  @Test
  void refusesAHeadWithoutEnd() throws Exception {
    try (OneShotServer endless =
        new OneShotServer(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
              byte[] line = ("X: " + "x".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
              for (int i = 0; i < 1_000_000; i++) {
                out.write(line);
              }
            })) {
      HttpImageSource asked = below(endless.port()).build();

      assertFails(Reason.UNAVAILABLE, () -> asked.read("a.jpg", ROOMY));
    }
  }

  @Test
  void givesUpOnAServerThatDripsItsBodyForever() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (OneShotServer slow =
        new OneShotServer(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              while (!end.await(20, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
              }
            })) {
      HttpImageSource asked = below(slow.port()).deadline(Duration.ofMillis(300)).build();

      assertFails(Reason.TIMEOUT, () -> asked.read("a.jpg", ROOMY));
      end.countDown();
    }
  }

  @Test
  void givesUpAtTheRequestsOwnDeadline() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (OneShotServer silent = new OneShotServer((request, out) -> end.await())) {
      HttpImageSource asked = below(silent.port()).deadline(Duration.ofMinutes(5)).build();
      ReadAllowance soon =
          ReadAllowance.of(
              ROOMY, Deadline.after(Duration.ofMillis(300), InstantSource.system()), bytes -> {});

      assertFails(Reason.TIMEOUT, () -> asked.read("a.jpg", soon));
      end.countDown();
    }
  }

  @Test
  void givesUpOnANameServerThatNeverAnswers() {
    CountDownLatch end = new CountDownLatch(1);
    HttpImageSource asked =
        HttpImageSource.below(URI.create("http://slow.example/"))
            .resolver(
                host -> {
                  try {
                    end.await();
                  } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                  }
                  throw new UnknownHostException(host);
                })
            .deadline(Duration.ofMillis(300))
            .build();

    assertFails(Reason.TIMEOUT, () -> asked.read("a.jpg", ROOMY));
    end.countDown();
  }

  @Test
  void leavesPlacesForOthersWhereOneOriginIsSlow() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (OneShotServer silent = new OneShotServer((request, out) -> end.await());
        OneShotServer quick = OneShotServer.sending("HTTP/1.1 200 OK\r\n\r\nimage")) {
      URI slow = URI.create("http://127.0.0.1:" + silent.port());
      URI fast = URI.create("http://127.0.0.1:" + quick.port());
      HttpImageSource asked =
          HttpImageSource.ofOrigins(List.of(slow, fast))
              .allowPrivateAddresses()
              .concurrency(2)
              .build();
      for (int i = 0; i < 3; i++) {
        threads.execute(() -> asked.read(slow.getAuthority() + "/a.jpg", ROOMY));
      }
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (silent.requests.size() < 2 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertFails(Reason.OVERLOADED, () -> asked.read(slow.getAuthority() + "/a.jpg", ROOMY));
      assertThat(asked.read(fast.getAuthority() + "/a.jpg", ROOMY).bytes()).hasSize(5);
      assertThat(silent.requests).hasSize(2);
      end.countDown();
    }
  }

  @Test
  void letsAnOriginAloneThatKeepsFailing() throws Exception {
    ManualClock clock = new ManualClock();
    try (OneShotServer broken = OneShotServer.sending("HTTP/1.1 503 Down\r\n\r\n")) {
      HttpImageSource asked = below(broken.port()).nanoTime(clock::nanoTime).build();
      for (int i = 0; i < 8; i++) {
        assertFails(Reason.UNAVAILABLE, () -> asked.read("a.jpg", ROOMY));
      }
      assertThat(broken.requests).hasSize(CircuitBreaker.FAILURES_TO_OPEN);
      clock.advance(CircuitBreaker.PAUSE);
      assertFails(Reason.UNAVAILABLE, () -> asked.read("a.jpg", ROOMY));
      assertThat(broken.requests).hasSize(CircuitBreaker.FAILURES_TO_OPEN + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5;a=\"b\"\r\nimage\r\n0\r\n\r\n",
        "5 \r\nimage\r\n0\r\n\r\n",
        "05\nimage\r\n0\r\n\r\n"
      })
  void readsChunksWhateverStandsBehindTheirSizes(String body) throws Exception {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (OneShotServer chunked = OneShotServer.sending(head + body)) {
      assertThat(below(chunked.port()).build().read("a.jpg", ROOMY).bytes())
          .isEqualTo("image".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-5", "+5", "0x5", "5x", "11111111111111111"})
  void refusesChunksOfNoSize(String size) throws Exception {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (OneShotServer chunked = OneShotServer.sending(head + size + "\r\nimage\r\n0\r\n\r\n")) {
      assertFails(Reason.UNAVAILABLE, () -> below(chunked.port()).build().read("a.jpg", ROOMY));
    }
  }

  @Test
  void readsNoMoreOfAChunksLineThanAnyServerSends() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (OneShotServer endless =
        new OneShotServer(
            (request, out) -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;"
                      .getBytes(StandardCharsets.US_ASCII));
              byte[] extension = new byte[1 << 16];
              Arrays.fill(extension, (byte) 'x');
              while (sent.get() < 1 << 28) {
                out.write(extension);
                sent.addAndGet(extension.length);
              }
            })) {
      assertFails(Reason.UNAVAILABLE, () -> below(endless.port()).build().read("a.jpg", ROOMY));
      assertThat(sent.get()).isLessThan(1 << 24);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[2J", "\u0007", "a\u0000b"})
  void refusesAHeadWithControlCharacters(String value) throws Exception {
    try (OneShotServer bold =
        OneShotServer.sending("HTTP/1.1 302 Found\r\nLocation: " + value + "\r\n\r\n")) {
      assertFails(Reason.UNAVAILABLE, () -> below(bold.port()).build().read("a.jpg", ROOMY));
    }
  }

  @Test
  void givesUpOnAServerThatNeverAnswers() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (OneShotServer silent = new OneShotServer((request, out) -> end.await())) {
      HttpImageSource asked = below(silent.port()).deadline(Duration.ofMillis(300)).build();

      assertFails(Reason.TIMEOUT, () -> asked.version("a.jpg"));
      end.countDown();
    }
  }

  @Test
  void endsWhenTheThreadIsInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (OneShotServer silent =
        new OneShotServer(
            (request, out) -> {
              asked.countDown();
              end.await();
            })) {
      Thread reader = Thread.currentThread();
      threads.execute(
          () -> {
            try {
              asked.await();
              reader.interrupt();
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
          });

      assertFails(Reason.TIMEOUT, () -> below(silent.port()).build().read("a.jpg", ROOMY));
      assertThat(Thread.interrupted()).isTrue();
      end.countDown();
    }
  }

  /**
   * A port that was just closed might be given to the connection's own end, which then connects.
   */
  @Test
  void tellsAPortWithoutServerAsUnavailable() {
    assertFails(Reason.UNAVAILABLE, () -> below(1).build().read("a.jpg", ROOMY));
  }

  @Test
  void asksByGetWhereHeadIsNotKnown() throws Exception {
    try (OneShotServer old =
        new OneShotServer(
            (request, out) ->
                out.write(
                    (request.startsWith("HEAD")
                            ? "HTTP/1.1 405 x\r\n\r\n"
                            : "HTTP/1.1 200 x\r\nLast-Modified: then\r\n\r\nhello")
                        .getBytes(StandardCharsets.US_ASCII)))) {
      assertThat(below(old.port()).build().version("a.jpg")).isEqualTo("then");
    }
  }

  @Test
  void followsRedirectsWithinItsOrigin() throws Exception {
    put("real/photo.jpg", bytes(10));
    server.createContext(
        "/originals/old.jpg",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "real/photo.jpg");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });

    assertThat(source.read("old.jpg", ROOMY).bytes()).isEqualTo(bytes(10));
  }

  @Test
  void followsRedirectsToOtherOriginsOnlyIfAllowed() throws Exception {
    put("photo.jpg", bytes(10));
    String target = "http://127.0.0.1:" + server.getAddress().getPort() + "/originals/photo.jpg";
    try (OneShotServer other =
        OneShotServer.sending("HTTP/1.1 301 x\r\nLocation: " + target + "\r\n\r\n")) {
      assertFails(Reason.UNAVAILABLE, () -> below(other.port()).build().read("a.jpg", ROOMY));
      assertThat(
              below(other.port())
                  .allowRedirectsTo(URI.create(target))
                  .build()
                  .read("a.jpg", ROOMY)
                  .bytes())
          .isEqualTo(bytes(10));
    }
  }

  @Test
  void givesUpOnRedirectsThatGoRoundInCircles() throws Exception {
    try (OneShotServer circle =
        OneShotServer.sending("HTTP/1.1 302 x\r\nLocation: /originals/a.jpg\r\n\r\n")) {
      HttpImageSource asked = below(circle.port()).maxRedirects(2).build();

      assertFails(Reason.UNAVAILABLE, () -> asked.read("a.jpg", ROOMY));
      assertThat(circle.requests).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1"})
  void asksNoPrivateAddressUnlessAllowed(String host) {
    HttpImageSource strict =
        HttpImageSource.below(
                URI.create("http://" + host + ":" + server.getAddress().getPort() + "/originals/"))
            .build();
    put("photo.jpg", bytes(10));

    assertThatThrownBy(() -> strict.read("photo.jpg", ROOMY))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageContaining("not a public address");
  }

  @Test
  void asksNoHostOfWhichOneAddressIsPrivate() {
    HttpImageSource mixed =
        HttpImageSource.below(URI.create("http://images.example/originals/"))
            .resolver(
                host ->
                    new InetAddress[] {
                      InetAddress.getByName("192.0.43.8"), InetAddress.getByName("10.0.0.1")
                    })
            .build();

    assertThatThrownBy(() -> mixed.read("photo.jpg", ROOMY))
        .hasMessageContaining("not a public address");
  }

  @Test
  void connectsToTheAddressThatWasCheckedAndResolvesNoSecondTime() {
    put("photo.jpg", bytes(10));
    AtomicInteger lookUps = new AtomicInteger();
    HttpImageSource pinned =
        HttpImageSource.below(
                URI.create(
                    "http://images.example:" + server.getAddress().getPort() + "/originals/"))
            .allowPrivateAddresses()
            .resolver(
                host -> {
                  assertThat(host).isEqualTo("images.example");
                  lookUps.incrementAndGet();
                  return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
                })
            .build();

    assertThat(pinned.read("photo.jpg", ROOMY).bytes()).isEqualTo(bytes(10));
    assertThat(lookUps).hasValue(1);
  }

  @Test
  void saysTheNameOfTheHostAndAcceptsNoCoding() throws Exception {
    try (OneShotServer other = OneShotServer.sending("HTTP/1.1 200 OK\r\n\r\nhello")) {
      below(other.port()).build().read("a b+c.jpg", ROOMY);

      assertThat(other.requests.element())
          .startsWith("GET /originals/a%20b%2Bc.jpg HTTP/1.1\r\n")
          .contains("\r\nHost: 127.0.0.1:" + other.port() + "\r\n")
          .contains("\r\nAccept-Encoding: identity\r\n");
    }
  }

  @Test
  void readsFromTheOriginsThatAreAllowed() {
    put("photo.jpg", bytes(10));
    String authority = "127.0.0.1:" + server.getAddress().getPort();
    HttpImageSource many =
        HttpImageSource.ofOrigins(
                List.of(URI.create("http://" + authority), URI.create("https://example.com")))
            .allowPrivateAddresses()
            .build();

    assertThat(many.read(authority + FOLDER + "photo.jpg", ROOMY).bytes()).isEqualTo(bytes(10));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> many.read("127.0.0.1/a.jpg", ROOMY));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> many.read("example.org/a.jpg", ROOMY));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> many.read("user@example.com/a.jpg", ROOMY));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> many.read("example.com", ROOMY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/",
        "file:///etc/",
        "/originals",
        "http://user:secret@example.com/",
        "http://example.com/?q=1",
        "http:opaque"
      })
  void refusesABaseThatIsNoPlaceOnTheWeb(String base) {
    assertThatThrownBy(() -> HttpImageSource.below(URI.create(base)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must");
  }
}
