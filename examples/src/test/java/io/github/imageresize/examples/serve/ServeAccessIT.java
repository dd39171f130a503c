package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.imageresize.examples.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeAccessIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String KEY = "k1:" + "0f".repeat(32);
  private static final String OTHER_KEY = "k2:" + "1e".repeat(32);

  @Test
  void listsTheWidthsThatMayBeAskedFor() throws Exception {
    try (Program server = Program.start("serve", "--port", "0", "--sizes", "320,640,1280")) {
      String address = server.awaitLine("Listening on ");

      assertThat(get(address, "images/eye-chart.png?w=320").statusCode()).isEqualTo(200);
      assertThat(get(address, "images/w_320/eye-chart.png?utm_source=x").statusCode())
          .isEqualTo(200);
      HttpResponse<String> other = get(address, "images/eye-chart.png?w=321");
      assertThat(other.statusCode()).isEqualTo(403);
      assertThat(other.body()).contains("w must be 320, 640 or 1280, but is 321.");
      assertThat(get(address, "images/eye-chart.png?w=320&q=33").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void takesPresetsByName(@TempDir Path folder) throws Exception {
    Path presets = Files.writeString(folder.resolve("presets"), "thumb = w=200&h=200&fit=cover\n");

    try (Program server = Program.start("serve", "--port", "0", "--presets", presets.toString())) {
      String address = server.awaitLine("Listening on ");

      assertThat(get(address, "images/eye-chart.png?p=thumb").statusCode()).isEqualTo(200);
      HttpResponse<String> other = get(address, "images/eye-chart.png?w=320");
      assertThat(other.statusCode()).isEqualTo(403);
      assertThat(other.body()).contains("p must be thumb, but is missing.");
    }
  }

  @Test
  void answersOnlyWhatWasSigned() throws Exception {
    Program.Outcome signed =
        Program.run("sign", "--signing-key", KEY, "/images/eye-chart.png?w=320");
    assertThat(signed.exitCode()).isZero();
    List<String> lines = signed.output();
    String path = lines.get(lines.size() - 1).substring(1);

    try (Program server =
        Program.start("serve", "--port", "0", "--signing-key", OTHER_KEY, "--signing-key", KEY)) {
      String address = server.awaitLine("Listening on ");

      assertThat(get(address, path).statusCode()).isEqualTo(200);
      assertThat(get(address, path.replace("w=320", "w=321")).statusCode()).isEqualTo(403);
      HttpResponse<String> unsigned = get(address, "images/eye-chart.png?w=320");
      assertThat(unsigned.statusCode()).isEqualTo(403);
      assertThat(unsigned.body()).contains("The URL must be signed: it lacks the option sig.");
    }
  }

  /** Whoever sees the page may have what it shows, for a while, and nothing else by that. */
  @Test
  void givesThePageSignedUrlsOfAFewVariantsOnly() throws Exception {
    try (Program server = Program.start("serve", "--port", "0", "--signing-key", KEY)) {
      String address = server.awaitLine("Listening on ");
      Map<?, ?> list = JSON.std.mapFrom(get(address, "pictures.json").body());
      Map<?, ?> picture = (Map<?, ?>) ((List<?>) list.get("pictures")).get(0);
      Map<?, ?> variant = (Map<?, ?>) ((List<?>) picture.get("variants")).get(0);
      String url = ((String) variant.get("url")).substring(1);

      assertThat((List<?>) picture.get("variants")).hasSize(3);
      assertThat(url).contains("w=320").contains("exp=").contains("sig=k1.");
      assertThat(get(address, url).statusCode()).isEqualTo(200);
      assertThat(get(address, url.replace("w=320", "w=321")).statusCode()).isEqualTo(403);
      assertThat(get(address, "pictures.json?w=321&sig=x").body()).doesNotContain("w=321");
    }
  }

  @Test
  void makesImagesAnewForThoseWhoKnowTheSecret() throws Exception {
    String secret = "not-to-be-guessed";
    try (Program server = Program.start("serve", "--port", "0", "--bypass-secret", secret)) {
      String address = server.awaitLine("Listening on ");
      String path = "images/eye-chart.png?w=51";
      get(address, path);

      assertThat(cacheStatus(address, path, "guessed-at-random"))
          .isEqualTo("image-resize; hit; ttl=");
      assertThat(cacheStatus(address, path, secret))
          .isEqualTo("image-resize; fwd=request; stored; ttl=");
    }
    Program.Outcome outcome = Program.run("serve", "--port", "0", "--bypass-secret", "short");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors().get(0)).contains("16 to 200 visible ASCII characters");
  }

  private static String cacheStatus(String address, String path, String secret) throws Exception {
    HttpResponse<Void> reply =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(address + path))
                .header("Cache-Control", "no-cache")
                .header("X-Bypass-Secret", secret)
                .build(),
            HttpResponse.BodyHandlers.discarding());
    return reply.headers().firstValue("Cache-Status").orElseThrow().replaceAll("ttl=.*", "ttl=");
  }

  @Test
  void showsAFallbackImageInThePlaceOfOneThatIsMissing() throws Exception {
    try (Program server =
        Program.start("serve", "--port", "0", "--fallback-image", "bubbles.png")) {
      String address = server.awaitLine("Listening on ");

      HttpResponse<String> reply = get(address, "images/missing.png?w=60&format=png");

      assertThat(reply.statusCode()).isEqualTo(404);
      assertThat(reply.headers().firstValue("Content-Type")).contains("image/png");
    }
    Program.Outcome outcome = Program.run("serve", "--port", "0", "--fallback-image", "");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors().get(0)).contains("--fallback-image");
  }

  @Test
  void signsForALimitedTimeWithOrWithoutAHost() throws Exception {
    Program.Outcome outcome =
        Program.run(
            "sign",
            "--signing-key",
            KEY,
            "--expires-in",
            "1d",
            "https://img.example/images/w_9/a.jpg");

    assertThat(outcome.output())
        .singleElement()
        .asString()
        .matches("https://img\\.example/images/w_9,exp_[0-9]+,sig_k1\\.[A-Za-z0-9_-]{43}/a\\.jpg");
  }

  private static HttpResponse<String> get(String address, String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(address + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
