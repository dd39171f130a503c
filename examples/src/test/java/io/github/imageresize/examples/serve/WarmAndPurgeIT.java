package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.BadFiles;
import io.github.imageresize.examples.LocalRedis;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that fill and empty a real Redis. */
class WarmAndPurgeIT {
  @TempDir private static Path folder;
  private static LocalRedis redis;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    Files.write(folder.resolve("a.png"), BadFiles.encoded(BadFiles.picture(400, 300), "png"));
    Files.write(folder.resolve("b.png"), BadFiles.encoded(BadFiles.picture(300, 400), "png"));
    Files.writeString(folder.resolve("c.png"), "no image");
    redis = LocalRedis.start();
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
  }

  private String run(Callable<Integer> command, int exitCode, String... arguments) {
    out.getBuffer().setLength(0);
    assertThat(
            new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments))
        .as(out.toString())
        .isEqualTo(exitCode);
    return out.toString();
  }

  private String warm(int exitCode, String... paths) {
    String[] options = {
      "--redis",
      "redis://127.0.0.1:" + redis.port(),
      "--images",
      folder.toString(),
      "--widths",
      "40,80",
      "--formats",
      "png,gif"
    };
    String[] all = new String[options.length + paths.length];
    System.arraycopy(options, 0, all, 0, options.length);
    System.arraycopy(paths, 0, all, options.length, paths.length);
    return run(new WarmCommand(), exitCode, all);
  }

  @Test
  void makesWhatIsNotThereAndForgetsWhatItIsToldTo() {
    assertThat(warm(0, "a.png", "b.png")).contains("8/8 ", "8 made, 0 were there, 0 failed; ");
    assertThat(warm(0, "a.png", "b.png")).contains("0 made, 8 were there, 0 failed; ");

    assertThat(run(new PurgeCommand(), 0, "a.png", "--redis", "redis://127.0.0.1:" + redis.port()))
        .isEqualTo("a.png" + System.lineSeparator());
    assertThat(warm(0, "a.png", "b.png")).contains("4 made, 4 were there, 0 failed; ");
  }

  @Test
  void namesWhatCanNotBeMade() {
    assertThat(warm(1, "c.png"))
        .contains("c.png: UNSUPPORTED_IMAGE: ")
        .contains("0 made, 0 were there, 4 failed; ");
  }

  @Test
  void needsAPlaceThatOthersSee() {
    assertThat(run(new WarmCommand(), 2, "--widths", "40")).contains("--redis must be given");
    assertThat(run(new PurgeCommand(), 2, "a.png")).contains("--redis must be given");
  }
}
