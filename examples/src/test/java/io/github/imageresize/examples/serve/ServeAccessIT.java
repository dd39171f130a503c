package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
