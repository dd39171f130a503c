package io.github.imageresize.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a picture takes, resident in a process of its own, is no more than what is charged for it;
 * skipped, with its reason, where libvips or Linux's account of memory is missing.
 */
class VipsMemoryIT {
  @TempDir private Path folder;

  @BeforeAll
  static void load() {
    try {
      VipsCodec.load();
    } catch (VipsUnavailableException e) {
      abort(e.getMessage());
    }
    assumeTrue(Files.isWritable(Path.of("/proc/self/clear_refs")), "there is no /proc");
  }

  @ParameterizedTest
  @CsvSource({
    "heifsave, heic, 8, --compression hevc --effort 1",
    "heifsave, heic, 10, --compression hevc --effort 1 --bitdepth 10",
    "jxlsave, jxl, 16, --effort 3",
  })
  void isNoMoreThanWhatIsChargedForReading(String save, String kind, int bits, String options)
      throws Exception {
    assertWithinCharge(drawn(save, kind, bits, options));
  }

  @ParameterizedTest
  @CsvSource({"AVIF", "JXL"})
  void isNoMoreThanWhatIsChargedForReadingAndWriting(String format) throws Exception {
    assertWithinCharge(drawn("jxlsave", "jxl", 8, "--effort 3"), format);
  }

  /** Waves and noise of one megapixel, which no codec makes nothing of. */
  private Path drawn(String save, String kind, int bits, String options) throws Exception {
    Path noise = folder.resolve("noise.v");
    Path picture = folder.resolve("picture.v");
    VipsProgram.run("gaussnoise", noise, "1200", "900", "--sigma", "30");
    Path three = folder.resolve("three.v");
    VipsProgram.run("bandjoin", noise + " " + noise + " " + noise, three);
    VipsProgram.run("cast", three, picture, "uchar");
    Path tagged = folder.resolve("tagged.v");
    VipsProgram.run("copy", picture, tagged, "--interpretation", "srgb");
    Path wide = folder.resolve("wide.v");
    VipsProgram.run("colourspace", tagged, wide, bits > 8 ? "rgb16" : "srgb");
    Path file = folder.resolve("drawn." + kind);
    List<Object> command = new ArrayList<>(List.of(save, wide, file));
    if (!options.isEmpty()) {
      command.addAll(List.of(options.split(" ")));
    }
    VipsProgram.run(command.toArray());
    return file;
  }

  private static void assertWithinCharge(Path file, String... format) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                // The optimizing compiler takes memory of its own, whenever it likes.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                PeakMemory.class.getName(),
                file.toString()));
    command.addAll(List.of(format));
    String[] figures = output(command).strip().split(" ");

    long grown = Long.parseLong(figures[0]);
    long charged = Long.parseLong(figures[1]);
    System.out.printf(
        "%s %s: %d of %d bytes%n", file.getFileName(), List.of(format), grown, charged);
    assertThat(grown).isPositive().isLessThan(charged);
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
