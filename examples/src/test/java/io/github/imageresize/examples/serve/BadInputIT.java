package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imageresize.examples.BadFiles;
import io.github.imageresize.examples.Program;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not be answered, asked of the packaged program with 256 MB of heap. */
class BadInputIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static Program program;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    BadFiles.write(folder);
    program = Program.start("serve", "--images", folder.toString(), "--port", "0");
    address = program.awaitLine("Listening on ");
  }

  @AfterAll
  static void stop() throws Exception {
    program.close();
  }

  @AfterEach
  void goesOnAnsweringAndWritesNoStackTrace() throws Exception {
    assertThat(get(address, "good.png?w=50").statusCode()).isEqualTo(200);
    assertThat(program.errors()).noneMatch(line -> line.startsWith("\tat "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "w=0 | w must be a whole number",
        "w=-1 | w must be a whole number",
        "w=99999999999 | w must be a whole number",
        "w=3.5 | w must be a whole number",
        "w= | w must be a whole number",
        "q=101 | q must be a whole number, 1..100",
        "fit=stretch | fit must be inside, cover, contain, fill or outside",
        "width=3 | option must be one of",
        "w=3&w=4 | option must not be given more than once",
        "w=3&& | option must be one of",
        "crop=1,2,3 | crop must be x,y,width,height",
        "position=middle | position must be a compass point",
        "bg=red | must be six or eight hexadecimal digits",
        "w=60000&dpr=4 | must be at most 65535",
      })
  void refusesAWrongRequestWithTheRule(String query, String rule) throws Exception {
    for (int time = 0; time < 2; time++) {
      HttpResponse<String> reply = get(address, "good.png?" + query);

      assertThat(reply.statusCode()).isEqualTo(400);
      assertProblem(reply, "invalid-request");
      assertThat(reply.body()).contains(rule);
      assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(reply.headers().firstValue("Cache-Status")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "missing.jpg, 404, source-not-found, 'public, max-age=60'",
    "folder.jpg, 404, source-not-found, 'public, max-age=60'",
    "good.png/x, 404, source-not-found, 'public, max-age=60'",
    "header-only.jpg, 422, corrupt-image, 'public, max-age=60'",
    "header-only.png, 422, corrupt-image, 'public, max-age=60'",
    "lying.png, 422, corrupt-image, 'public, max-age=60'",
    // A node with other plug-ins or limits might show these.
    "text.jpg, 415, unsupported-image, no-store",
    "drawing.svg, 415, unsupported-image, no-store",
    "empty.jpg, 415, unsupported-image, no-store",
    "gigantic.png, 413, source-too-large, no-store",
  })
  void refusesWhatIsNoImageAndRemembersNoMoreThanTheReason(
      String path, int status, String reason, String cacheControl) throws Exception {
    for (int time = 0; time < 2; time++) {
      HttpResponse<String> reply = get(address, path + "?w=100");

      assertThat(reply.statusCode()).isEqualTo(status);
      assertProblem(reply, reason);
      assertThat(reply.headers().firstValue("Cache-Control")).contains(cacheControl);
    }
  }

  @Test
  void hasNobodyKeepThatAPathCanNotNameAFile() throws Exception {
    HttpResponse<String> reply = get(address, "folder.jpg/?w=100");

    assertThat(reply.statusCode()).isEqualTo(404);
    assertProblem(reply, "source-not-found");
    assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @CsvSource({"half.jpg, image/jpeg", "half.png, image/png"})
  void showsWhatThereIsOfAPictureThatWasCutOff(String path, String mediaType) throws Exception {
    HttpResponse<String> reply = get(address, path + "?w=100");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type")).contains(mediaType);
    assertThat(reply.headers().firstValue("Cache-Status").orElseThrow())
        .contains("damaged original");
  }

  @Test
  void survivesEveryBrokenFileOfTheCorpus() throws Exception {
    String corpus = System.getProperty("corpus.folder", "");
    assumeTrue(!corpus.isEmpty(), "corpus.folder names no folder");
    Path broken = Path.of(corpus, "broken");
    List<String> names;
    try (Stream<Path> files = Files.list(broken)) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    assertThat(names).isNotEmpty();
    try (Program server = Program.start("serve", "--images", broken.toString(), "--port", "0")) {
      String place = server.awaitLine("Listening on ");
      for (String name : names) {
        String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        HttpResponse<String> reply = get(place, path + "?w=200");
        assertThat(reply.statusCode()).as(name).isIn(200, 413, 415, 422);
        if (reply.statusCode() != 200) {
          assertThat(reply.body()).as(name).contains("\"reason\":").doesNotContain("\\tat ");
        }
      }
      assertThat(server.errors()).noneMatch(line -> line.startsWith("\tat "));
      assertThat(get(place, "missing.png").statusCode()).isEqualTo(404);
    }
  }

  private static void assertProblem(HttpResponse<String> reply, String reason) {
    assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(reply.body().lines()).hasSize(1);
    assertThat(reply.body())
        .contains("\"reason\":\"" + reason + "\"")
        .doesNotContain("Exception")
        .doesNotContain("io.github");
  }

  private static HttpResponse<String> get(String place, String pathAndQuery) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(place + "images/" + pathAndQuery))
            .timeout(Duration.ofSeconds(60))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }
}
