package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The handler needs no servlet: here it answers in the JDK's own server. */
class JdkServerTest {
  private static final SigningKey KEY = SigningKey.parse("k1:" + "0f".repeat(32));

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    ImageHttpHandler handler =
        ImageHttpHandler.builder(new MapService()).sizes(SizePolicy.signed(KEY)).build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/images/", exchange -> answer(handler, exchange));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(ImageHttpHandler handler, HttpExchange exchange) throws IOException {
    HttpRequestHead head =
        HttpRequestHead.of(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            exchange.getRequestURI().getRawQuery(),
            exchange.getRequestHeaders()::getFirst,
            handler.fields());
    HttpReply reply = handler.answer(head);
    reply.forEachField(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), reply.bodyLength() == 0 ? -1 : reply.bodyLength());
    reply.writeTo(exchange.getResponseBody());
    exchange.close();
  }

  private HttpResponse<String> get(String target, String... fields) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + target));
    if (fields.length > 0) {
      request.headers(fields);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void answersWhatWasSignedInPartsAndOnce() throws Exception {
    String target = UrlSigner.of(KEY).sign("/images/a.png?w=300&v=1");

    HttpResponse<String> image = get(target, "Accept", "image/webp");
    String tag = image.headers().firstValue("ETag").orElseThrow();

    assertThat(image.statusCode()).isEqualTo(200);
    assertThat(image.body()).isEqualTo("an image");
    assertThat(image.headers().firstValue("Content-Type")).contains("image/webp");
    assertThat(image.headers().firstValue("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(get(target, "Accept", "image/webp", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
    assertThat(get(target, "Range", "bytes=3-").body()).isEqualTo("image");
  }

  @Test
  void refusesWhatWasNot() throws Exception {
    HttpResponse<String> refused = get("/images/a.png?w=300");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("The URL must be signed");
  }
}
