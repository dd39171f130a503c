package io.github.imageresize.examples.resize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.imageresize.ResizeService;
import io.github.imageresize.examples.BadFiles;
import io.github.imageresize.source.DirectoryImageSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DescribeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @BeforeEach
  void drawOriginals() throws IOException {
    Files.write(folder.resolve("a.png"), BadFiles.encoded(BadFiles.picture(400, 300), "png"));
    Files.write(folder.resolve("b.gif"), BadFiles.encoded(BadFiles.picture(60, 90), "gif"));
  }

  @Test
  void tellsALineOfEachImage() {
    assertThat(run(path("a.png"), path("b.gif"))).isZero();

    assertThat(out.toString().lines().toList())
        .hasSize(2)
        .satisfiesExactly(
            png -> assertThat(png).contains("a.png: PNG, 400x300, 1 frame, ", "profile none"),
            gif -> assertThat(gif).contains("b.gif: GIF, 60x90, 1 frame, ", "ThumbHash "));
  }

  @Test
  void printsJson() {
    assertThat(run(path("a.png"), "--json")).isZero();

    assertThat(out.toString())
        .startsWith("{\"format\":\"png\",\"width\":400,\"height\":300,")
        .contains("\"placeholder\":\"data:image/png;base64,");
  }

  @Test
  void goesOnAfterAFileThatIsNoImage() throws IOException {
    Files.writeString(folder.resolve("c.png"), "no image");

    assertThat(run(path("c.png"), path("none.png"), path("a.png"))).isEqualTo(1);

    assertThat(err.toString())
        .contains("c.png: ", "none.png: can't be read: there is no such file");
    assertThat(out.toString()).contains("a.png: PNG");
  }

  @Test
  void fetchesOriginalsAndWhatAServerTellsOfOne() throws IOException {
    try (ResizeService service = ResizeService.builder(new DirectoryImageSource(folder)).build();
        OneAnswerServer original = OneAnswerServer.of(200, "image/png", bytes("a.png"));
        OneAnswerServer description =
            OneAnswerServer.of(
                200, "application/json", service.describe("b.gif").toJson().getBytes(UTF_8))) {
      assertThat(run(original.url("/a.png"), description.url("/images/b.gif?describe=true")))
          .isZero();

      assertThat(out.toString().lines().toList())
          .satisfiesExactly(
              png -> assertThat(png).contains("/a.png: PNG, 400x300, 1 frame, "),
              gif -> assertThat(gif).contains("describe=true: gif, 60x90, 1 frame, "));
      assertThat(description.queries()).containsExactly("describe=true");
      out.getBuffer().setLength(0);
      assertThat(run("--json", description.url("/images/b.gif?describe=true"))).isZero();
      assertThat(out.toString().strip()).isEqualTo(service.describe("b.gif").toJson());
    }
  }

  @Test
  void saysWhyAnUrlTellsNothing() throws IOException {
    String problem = "{\"title\":\"Forbidden\",\"detail\":\"The URL must be signed.\"}";
    try (OneAnswerServer refusing =
            OneAnswerServer.of(403, "application/problem+json", problem.getBytes(UTF_8));
        OneAnswerServer page = OneAnswerServer.of(200, "text/html", "<html>".getBytes(UTF_8));
        OneAnswerServer json = OneAnswerServer.of(200, "application/json", "{}".getBytes(UTF_8))) {
      assertThat(
              run(
                  refusing.url("/images/a.png?describe=true"),
                  page.url("/"),
                  json.url("/other"),
                  "http://127.0.0.1:1/a.png",
                  "http://a b/"))
          .isEqualTo(1);
    }

    assertThat(err.toString().lines().toList())
        .satisfiesExactly(
            refused ->
                assertThat(refused)
                    .endsWith("the server answers with 403: The URL must be signed."),
            text -> assertThat(text).contains("/: "),
            other -> assertThat(other).endsWith("the JSON there is no description of an image"),
            closed -> assertThat(closed).startsWith("http://127.0.0.1:1/a.png: can't be read: "),
            malformed -> assertThat(malformed).contains("is no URL"));
    assertThat(out.toString()).isEmpty();
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  /** Answers whatever is asked with the same. */
  private record OneAnswerServer(HttpServer server, List<String> queries) implements AutoCloseable {

    private static OneAnswerServer of(int status, String type, byte[] body) throws IOException {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      List<String> queries = new CopyOnWriteArrayList<>();
      server.createContext(
          "/",
          exchange -> {
            queries.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return new OneAnswerServer(server, queries);
    }

    private String url(String target) {
      return "http://127.0.0.1:" + server.getAddress().getPort() + target;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private int run(String... arguments) {
    return new CommandLine(new DescribeCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
