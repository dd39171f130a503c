package io.github.imageresize.examples.urls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExplainCommandTest {
  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new ExplainCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(arguments);
  }

  @Test
  void saysWhatIsAnsweredAndHowItIsKept() {
    int exitCode =
        run("https://img.example/images/w_320,v_7/a.png", "--accept", "image/png,image/*;q=0.5");

    assertThat(exitCode).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll("local-[^;]*", "local")))
        .contains(
            "verdict:       admitted",
            "request:       ImageRequest[a.png, width=320, format=png, version=7]",
            "format:        png, negotiated by Accept",
            "cache tag:     a.png",
            "               not immutable: anyone could have written the version; sign the URL"
                + " instead")
        .anyMatch(line -> line.startsWith("key:") && line.contains(";w=320;"));
  }

  @Test
  void saysThatADescriptionIsAnswered() {
    assertThat(run("/images/a.png?describe=true", "--sizes", "320")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "verdict:       admitted",
            "request:       ImageRequest[a.png]",
            "answer:        what a.png is, as JSON",
            "cache tag:     a.png",
            "cache control: public, max-age=3600, stale-while-revalidate=86400,"
                + " stale-if-error=86400");
  }

  @Test
  void saysWhyNothingIsAnswered() {
    assertThat(run("/images/a.png?w=321", "--sizes", "320,640")).isEqualTo(1);
    assertThat(run("/images/a.png?w=0")).isEqualTo(1);

    assertThat(out.toString().lines())
        .containsExactly(
            "verdict:       refused: w must be 320 or 640, but is 321.",
            "malformed:     w must be a whole number, 1..65535, but is 0");
  }

  @Test
  void wantsAUrlOfAnImage() {
    assertThat(run("/other/a.png")).isEqualTo(2);

    assertThat(out.toString()).contains("URL: path must begin with /images/, but is /other/a.png");
  }
}
