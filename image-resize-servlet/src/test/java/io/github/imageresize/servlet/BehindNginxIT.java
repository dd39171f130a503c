package io.github.imageresize.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imageresize.cache.Await;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.ReplyHeaders;
import io.github.imageresize.http.ReplyLifetimes;
import io.github.imageresize.http.SizePolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipe for nginx, word for word as {@code docs/cdn.md} has it, in front of the filter in
 * Jetty.
 */
@Timeout(60)
class BehindNginxIT {
  private static final Path RECIPES = Path.of("..", "docs", "cdn.md");
  private static final String CHROME = "image/avif,image/webp,image/apng,image/*,*/*;q=0.8";
  private static final String FIREFOX = "image/avif,image/webp,*/*";
  private static final String OLD = "image/png,image/*;q=0.8";

  private final HttpClient client = HttpClient.newHttpClient();
  private final TestService service = new TestService();
  private final JettyImageResizeFilterTest jetty = new JettyImageResizeFilterTest();
  @TempDir private Path folder;
  private Process nginx;
  private String address;

  @BeforeEach
  void start() throws Exception {
    Optional<Path> program =
        Stream.concat(Stream.of("/usr/sbin"), Stream.of(System.getenv("PATH").split(":")))
            .map(place -> Path.of(place, "nginx"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(program.isPresent(), "nginx is not installed: apt-get install nginx");
    ImageHttpHandler handler =
        ImageHttpHandler.builder(service)
            .sizes(SizePolicy.allowAnySize())
            .headers(ReplyHeaders.builder().cacheTags("Cache-Tag").build())
            .lifetimes(lifetimes())
            .build();
    int port = jetty.start(new ImageResizeFilter(handler), "", true);
    begin(program.get(), port);
  }

  private static ReplyLifetimes lifetimes() {
    return ReplyLifetimes.builder().maxAge(Duration.ofSeconds(2)).build();
  }

  private void begin(Path program, int application) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String recipe =
        block("nginx")
            .replace("/var/cache/nginx/images", folder.resolve("cache").toString())
            .replace("127.0.0.1:8080", "127.0.0.1:" + application)
            .replace("server {", "server {\n  listen 127.0.0.1:" + port + ";");
    List<String> temporary = new ArrayList<>();
    for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      temporary.add(kind + "_temp_path " + folder.resolve(kind) + ";");
    }
    Path configuration =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            daemon off;
            master_process off;
            pid %s;
            error_log %s;
            events {}
            http {
            access_log off;
            %s
            %s
            }
            """
                .formatted(
                    folder.resolve("pid"),
                    folder.resolve("errors"),
                    String.join("\n", temporary),
                    recipe));
    nginx =
        new ProcessBuilder(program.toString(), "-e", "stderr", "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    address = "http://127.0.0.1:" + port;
    Await.until("nginx listens", () -> listens(port));
  }

  private boolean listens(int port) {
    if (!nginx.isAlive()) {
      throw new AssertionError("nginx ended: " + read("output") + read("errors"));
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private String read(String file) {
    try {
      return Files.exists(folder.resolve(file)) ? Files.readString(folder.resolve(file)) : "";
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** The first block of a language in the recipes. */
  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(RECIPES));
    assertThat(block.find()).as("block of " + language).isTrue();
    return block.group(1);
  }

  @AfterEach
  void stop() throws Exception {
    service.released.countDown();
    if (nginx != null) {
      nginx.destroy();
      assertThat(nginx.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    jetty.stop();
  }

  private HttpResponse<byte[]> get(String path, String... fields) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
    if (fields.length > 0) {
      request.headers(fields);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String field(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private String cached(String path, String... fields) throws Exception {
    return field(get(path, fields), "X-Cache");
  }

  @Test
  void asksTheApplicationOnceForWhatManyAsk() throws Exception {
    List<CompletableFuture<HttpResponse<byte[]>>> replies = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + "/images/slow.jpg?w=5")).build();
      replies.add(client.sendAsync(request, BodyHandlers.ofByteArray()));
    }
    Await.until("the work begins", () -> service.resizes.get() == 1);
    service.released.countDown();

    for (CompletableFuture<HttpResponse<byte[]>> reply : replies) {
      assertThat(reply.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    assertThat(service.resizes).hasValue(1);
    assertThat(cached("/images/slow.jpg?w=5")).isEqualTo("HIT");
    assertThat(cached("/images/slow.jpg?w=6")).isEqualTo("MISS");
  }

  @Test
  void keepsOneEntryForClientsWithWebpAndOneForAllOthers() throws Exception {
    assertThat(cached("/images/a.jpg?w=5", "Accept", CHROME)).isEqualTo("MISS");
    assertThat(cached("/images/a.jpg?w=5", "Accept", OLD)).isEqualTo("MISS");
    assertThat(cached("/images/a.jpg?w=5")).isEqualTo("HIT");

    HttpResponse<byte[]> webp = get("/images/a.jpg?w=5", "Accept", FIREFOX);
    HttpResponse<byte[]> other = get("/images/a.jpg?w=5", "Accept", "text/html");
    assertThat(field(webp, "X-Cache")).isEqualTo("HIT");
    assertThat(field(webp, "Content-Type")).isEqualTo("image/webp");
    assertThat(field(other, "X-Cache")).isEqualTo("HIT");
    assertThat(field(other, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(field(webp, "Vary")).as("for the caches behind it").contains("Accept");
  }

  @Test
  void answersConditionsAndRangesItself() throws Exception {
    HttpResponse<byte[]> image = get("/images/a.jpg?w=5");
    jetty.stop();

    HttpResponse<byte[]> unchanged =
        get("/images/a.jpg?w=5", "If-None-Match", field(image, "ETag"));
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(field(unchanged, "X-Cache")).isEqualTo("HIT");
    HttpResponse<byte[]> part = get("/images/a.jpg?w=5", "Range", "bytes=990-");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).hasSize(10);
    assertThat(field(part, "Content-Range")).isEqualTo("bytes 990-999/1000");
  }

  @Test
  void keepsFailuresOfTheOriginalAndNothingThatIsMalformed() throws Exception {
    assertThat(get("/images/missing.jpg?w=5").statusCode()).isEqualTo(404);
    assertThat(cached("/images/missing.jpg?w=5")).isEqualTo("HIT");

    assertThat(get("/images/a.jpg?w=0").statusCode()).isEqualTo(400);
    assertThat(cached("/images/a.jpg?w=0")).isEqualTo("MISS");
  }

  @Test
  void revalidatesByTagAndServesWhatIsStaleWhileTheApplicationIsDown() throws Exception {
    String path = "/images/a.jpg?w=5";
    get(path);
    int made = service.resizes.get();
    Await.until("it goes stale and is revalidated", () -> !cachedNow(path).equals("HIT"));
    Await.until("it is fresh again", () -> cachedNow(path).equals("HIT"));
    assertThat(service.resizes).as("a 304 makes nothing").hasValue(made);

    jetty.stop();
    Await.until("it is stale", () -> List.of("STALE", "UPDATING").contains(cachedNow(path)));
    assertThat(get(path).statusCode()).isEqualTo(200);
  }

  private String cachedNow(String path) {
    try {
      return cached(path);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void purgesEveryVariantOfAnOriginalByItsTag() throws Exception {
    List<String> variants =
        List.of("/images/beach.jpg?w=5", "/images/w_6/beach.jpg", "/images/beach.jpg?w=7&q=9");
    for (String variant : variants) {
      get(variant);
    }
    get("/images/other.jpg?w=5");

    String command =
        block("sh").replace("/var/cache/nginx/images", folder.resolve("cache").toString());
    Process purge = new ProcessBuilder("sh", "-c", command).inheritIO().start();
    assertThat(purge.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(purge.exitValue()).isZero();

    for (String variant : variants) {
      assertThat(cached(variant)).as(variant).isEqualTo("MISS");
    }
    assertThat(cached("/images/other.jpg?w=5")).isEqualTo("HIT");
  }
}
