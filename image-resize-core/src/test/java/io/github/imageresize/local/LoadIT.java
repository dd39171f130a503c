package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeLimits;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sixty-four callers at once, who ask for images of all formats, of the largest originals allowed
 * and of hostile ones, in a heap of 256 MiB. Lasts as many seconds as the system property {@code
 * load.seconds} says; what was measured is left in {@code target/load}.
 */
class LoadIT {
  private static final int DEFAULT_SECONDS = 6;

  /** What is shorter than this measures the machine's other work as well. */
  private static final int LEAST_SECONDS_TO_MEASURE = 300;

  private static final long MEBIBYTE = 1 << 20;
  private static final long HEAP = 256 * MEBIBYTE;

  @TempDir private Path folder;

  @Test
  void runsOutOfNothingAndGrowsByNothing() throws Exception {
    int seconds = Integer.getInteger("load.seconds", DEFAULT_SECONDS);
    int warmUp = Math.max(6, Math.min(60, seconds / 5));
    boolean measures = seconds >= LEAST_SECONDS_TO_MEASURE;
    Map<String, Long> measured = run(originals(), warmUp, seconds);

    assertThat(measured)
        .doesNotContainKeys(
            "outcome OUT_OF_MEMORY",
            "outcome UNEXPECTED",
            "outcome UNAVAILABLE",
            "outcome OVERLOADED_WITHOUT_RETRY_AFTER");
    assertThat(measured.get("budgets"))
        .as("an eighth is for results, another for the collector to work in")
        .isLessThanOrEqualTo(HEAP * 3 / 4);
    assertThat(measured.get("outcome IMAGE")).isGreaterThanOrEqualTo(100);
    assertThat(measured.get("end threads")).isLessThanOrEqualTo(measured.get("warm threads") + 4);
    assertThat(measured.get("after descriptors"))
        .isLessThanOrEqualTo(measured.get("before descriptors") + 8);
    assertThat(measured.get("after temporary files"))
        .isLessThanOrEqualTo(measured.get("before temporary files"));
    assertThat(measured.get("end heap")).isLessThan(HEAP * 9 / 10);
    assertThat(measured.get("most resident")).isLessThan(HEAP + 200 * MEBIBYTE);
    // After a short warm-up the JVM still loads and compiles, which takes some of its own memory.
    assertThat(measured.get("end resident"))
        .isLessThan(measured.get("warm resident") + (measures ? 40 : 80) * MEBIBYTE);
    assertThat(measured.get("hits")).isGreaterThan((measures ? 50L : 5L) * seconds);
    // A hit never waits for an image that is being made, which takes tens of milliseconds here.
    assertThat(measured.get("hit median us")).isLessThan(measures ? 1_000 : 10_000);
    if (measures) {
      assertThat(measured.get("hit p99 us")).isLessThan(100_000);
    }
  }

  private Path originals() throws Exception {
    Path originals = Files.createDirectory(folder.resolve("originals"));
    for (int i = 1; i <= 4; i++) {
      write(originals, "photo-" + i + ".jpg", LargeJpegs.baseline(400 + 600 * i, 300 + 400 * i));
    }
    write(originals, "large.jpg", LargeJpegs.baseline(12_000, 8_000));
    write(originals, "progressive.jpg", LargeJpegs.progressive(2400, 1600));
    BufferedImage color = Drawing.blobs(1600, 1200, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage alpha = Drawing.blobs(1200, 900, BufferedImage.TYPE_INT_ARGB);
    write(originals, "color.png", Drawing.png(color));
    write(originals, "alpha.png", Drawing.png(alpha));
    write(originals, "color.bmp", Drawing.bmp(color));
    write(originals, "color.tif", Drawing.tiff(color));
    LocalResizeService service =
        LocalResizeService.builder()
            .limits(ResizeLimits.builder().deadline(Duration.ofMinutes(5)).build())
            .build();
    for (ImageFormat format : service.outputFormats()) {
      ImageRequest request = ImageRequest.builder("alpha").format(format).build();
      byte[] written = service.resize(Drawing.png(alpha), request).toByteArray();
      write(originals, "written." + format.label(), written);
    }
    for (Map.Entry<String, byte[]> hostile : HostileFiles.all().entrySet()) {
      write(originals, "hostile-" + hostile.getKey(), hostile.getValue());
    }
    return originals;
  }

  private static void write(Path folder, String name, byte[] bytes) throws Exception {
    Files.write(folder.resolve(name), bytes);
  }

  private Map<String, Long> run(Path originals, int warmUp, int seconds) throws Exception {
    Path output = Files.createDirectories(Path.of("target", "load")).resolve("output.txt");
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // All of the heap from the beginning, so that growth is what is outside of it.
                    "-Xms" + HEAP,
                    "-Xmx" + HEAP,
                    "-XX:+AlwaysPreTouch",
                    // The optimizing compiler takes up to 80 MiB of its own, whenever it likes;
                    // what
                    // is measured here is what images take.
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.awt.headless=true",
                    "-Djava.io.tmpdir=" + temporary,
                    "-cp",
                    System.getProperty("java.class.path"),
                    LoadTarget.class.getName(),
                    originals.toString(),
                    Integer.toString(warmUp),
                    Integer.toString(seconds)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(warmUp + seconds + 240, TimeUnit.SECONDS);
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(output);
    assertThat(ended).as("ended in time, after %s", lines).isTrue();
    assertThat(process.exitValue()).as("%s", lines).isZero();
    Map<String, Long> measured = new HashMap<>();
    for (String line : lines) {
      if (line.matches("[a-zA-Z0-9_ ]+=[0-9]+")) {
        measured.put(line.split("=", 2)[0], Long.valueOf(line.split("=", 2)[1]));
      }
    }
    return measured;
  }
}
