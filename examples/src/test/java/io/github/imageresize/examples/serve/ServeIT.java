package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.examples.BadFiles;
import io.github.imageresize.examples.Program;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Program program;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    program = Program.start("serve", "--port", "0");
    address = program.awaitLine("Listening on ");
  }

  @AfterAll
  static void stop() throws Exception {
    program.close();
  }

  @Test
  void saysWhereItListens() {
    assertThat(address).matches("http://127\\.0\\.0\\.1:[0-9]+/");
  }

  @Test
  void servesThePageWithAStrictPolicyAndNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = text("");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .get()
        .asString()
        .startsWith("default-src 'none'");
    assertThat(page.headers().firstValue("Server")).isEmpty();
    Matcher link = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
    while (link.find()) {
      assertThat(link.group(1)).startsWith("/");
      assertThat(text(link.group(1).substring(1)).statusCode()).as(link.group(1)).isEqualTo(200);
    }
  }

  @Test
  void drawsPicturesOfItsOwnAndServesThemResized() throws Exception {
    Matcher path = Pattern.compile("\"path\":\"([^\"]+)\"").matcher(text("pictures.json").body());
    int pictures = 0;
    while (path.find()) {
      HttpResponse<byte[]> reply = get("images/" + path.group(1) + "?w=120&h=90&fit=cover");
      assertThat(reply.statusCode()).as(path.group(1)).isEqualTo(200);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(reply.body()));
      assertThat(image.getWidth()).isEqualTo(120);
      assertThat(image.getHeight()).isEqualTo(90);
      pictures++;
    }
    assertThat(pictures).isEqualTo(4);
  }

  @Test
  void saysWhichVersionItIs() throws Exception {
    Program.Outcome outcome = Program.run("--version");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output()).singleElement().asString().matches("image-resize [0-9].*");
  }

  @Test
  void tellsTheCommandDescribeWhatAnOriginalIs() throws Exception {
    String url = address + "images/eye-chart.png?describe=true";

    Program.Outcome outcome = Program.run("describe", url);

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.output()).singleElement().asString().startsWith(url + ": png, ");
  }

  @Test
  void refusesAPageOfTheListThatCanNotBe() throws Exception {
    for (String page : List.of("-1", "x", "99999", "1.5")) {
      assertThat(text("pictures.json?page=" + page).statusCode()).as(page).isEqualTo(400);
    }
    assertThat(text("pictures.json?page=9999").body()).contains("\"pictures\":[]");
    assertThat(text("pictures.json?filter=BUBB").body()).contains("\"total\":1");
  }

  @Test
  void describesTheOptionsAsTheOneTableDoes() throws Exception {
    Map<?, ?> offer = JSON.std.mapFrom(text("options.json").body());

    assertThat((List<?>) offer.get("options"))
        .hasSize(ImageOptions.all().size() - 1)
        .first()
        .isEqualTo(
            Map.of(
                "name", "width",
                "url", "w",
                "group", "geometry",
                "values", "1..65535",
                "meaning", ImageOptions.WIDTH.meaning()));
    assertThat((List<?>) offer.get("options"))
        .anySatisfy(
            option ->
                assertThat((Map<?, ?>) option)
                    .isEqualTo(
                        Map.of(
                            "name", "flip",
                            "url", "flip",
                            "group", "geometry",
                            "values", "none|h|v",
                            "default", "none",
                            "meaning", ImageOptions.FLIP.meaning())));
  }

  @Test
  void keepsTransparencyAndText() throws Exception {
    HttpResponse<byte[]> bubbles = get("images/bubbles.png?w=200&format=png");

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bubbles.body()));
    assertThat(image.getColorModel().hasAlpha()).isTrue();
    assertThat(image.getRGB(199, 0) >>> 24).isZero();
  }

  @Test
  void tellsHitFromMiss() throws Exception {
    HttpResponse<byte[]> first = get("images/eye-chart.png?w=77");
    HttpResponse<byte[]> second = get("images/eye-chart.png?w=77");

    assertThat(first.headers().firstValue("Cache-Status")).get().asString().contains("fwd=miss");
    assertThat(second.headers().firstValue("Cache-Status")).get().asString().contains("; hit");
    assertThat(second.headers().firstValue("Server-Timing")).get().asString().contains("dur=");
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void answersUnknownPathsAndBrokenRequestsWithoutAWordOnItself() throws Exception {
    for (String path : List.of("nothing", "nothing/here.jpg", "WEB-INF/web.xml", "images")) {
      HttpResponse<String> reply = text(path);
      assertThat(reply.statusCode()).as(path).isEqualTo(404);
      assertThat(reply.body()).as(path).contains("404").doesNotContainIgnoringCase("jetty");
      assertThat(reply.headers().firstValue("Server")).isEmpty();
    }
    for (String path : List.of("images/..%2fetc", "images/%00.jpg", "images/a%ff.jpg")) {
      HttpResponse<String> reply = text(path);
      assertThat(reply.statusCode()).as(path).isEqualTo(400);
      assertThat(reply.body()).as(path).doesNotContainIgnoringCase("jetty");
    }
  }

  @Test
  void servesAFolderAndListsWhatIsInIt(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("a b/.hidden"));
    byte[] png = BadFiles.encoded(BadFiles.picture(40, 30), "png");
    Files.write(folder.resolve("a b/ä%20 \"x\".png"), png);
    Files.write(folder.resolve("a b/.hidden/y.png"), png);
    Files.write(folder.resolve("a b/.hidden.png"), png);
    Files.writeString(folder.resolve("notes.txt"), "no image");

    try (Program other =
        Program.start("serve", "--images", folder.toString(), "--port", "0", "--cache-mb", "1")) {
      String otherAddress = other.awaitLine("Listening on ");
      HttpResponse<String> list =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create(otherAddress + "pictures.json")).build(),
              HttpResponse.BodyHandlers.ofString());
      Map<?, ?> listed = JSON.std.mapFrom(list.body());
      assertThat(listed.get("total")).isEqualTo(1);
      Map<?, ?> picture = (Map<?, ?>) ((List<?>) listed.get("pictures")).get(0);
      assertThat(picture.get("path")).isEqualTo("a b/ä%20 \"x\".png");
      assertThat(picture.get("bytes")).isEqualTo(png.length);
      assertThat(picture.get("url")).isEqualTo("/images/a%20b/%C3%A4%2520%20%22x%22.png");
      HttpResponse<Void> image =
          CLIENT.send(
              HttpRequest.newBuilder(
                      URI.create(
                          otherAddress.substring(0, otherAddress.length() - 1)
                              + picture.get("url")
                              + "?w=9"))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      assertThat(image.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void endsCleanlyWhenAsked() throws Exception {
    try (Program other = Program.start("serve", "--port", "0")) {
      other.awaitLine("Listening on ");

      int exitCode = other.terminate();

      assertThat(exitCode).as("128 + SIGTERM").isEqualTo(143);
      assertThat(other.errors()).isEmpty();
    }
  }

  @Test
  void saysInOneLineThatThePortIsTaken() throws Exception {
    String port = address.replaceAll(".*:([0-9]+)/", "$1");

    Program.Outcome outcome = Program.run("serve", "--port", port);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).contains("can't listen on 127.0.0.1 port " + port);
  }

  private static HttpResponse<String> text(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(address + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<byte[]> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(address + path)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }
}
