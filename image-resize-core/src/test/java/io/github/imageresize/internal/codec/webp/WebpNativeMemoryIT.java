package io.github.imageresize.internal.codec.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What libwebp takes outside of the heap, as Linux counts it, is no more than was estimated: in a
 * virtual machine whose heap is resident from the beginning, so that all that becomes resident
 * besides is native. What was measured is left in {@code target/memory}.
 */
class WebpNativeMemoryIT {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR_PEAK = Path.of("/proc/self/clear_refs");

  /** What the virtual machine takes itself meanwhile, for compiling above all. */
  private static final long SLACK = 4 << 20;

  @Test
  void takesNoMoreThanEstimated() throws Exception {
    assumeTrue(Files.isWritable(CLEAR_PEAK), "only Linux tells the most that was resident");
    Path record =
        Files.createDirectories(Path.of("target", "memory")).resolve("webp.txt").toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+AlwaysPreTouch",
                "-Xms160m",
                "-Xmx160m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                WebpNativeMemoryIT.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(record.toFile());
    // What one picture gave back is not there for the next.
    builder.environment().put("MALLOC_MMAP_THRESHOLD_", "65536");
    Process process = builder.start();
    boolean ended = process.waitFor(240, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(record);
    assertThat(ended).as("ended in time, after%n%s", text).isTrue();
    assertThat(text).contains("all measured").doesNotContain("TOO LITTLE");
  }

  /** Prints a line for each picture that is written, and one for its being read again. */
  public static void main(String[] arguments) throws Exception {
    Optional<LibWebp> library = Optional.of(new LibWebp());
    WebpEncoder encoder = new WebpEncoder(library.orElseThrow());
    EncodeRequest lossy = EncodeRequest.builder(100).build();
    EncodeRequest lossless = EncodeRequest.builder(100).lossless(true).build();
    encoder.encode(noise(64, 64, true), lossy);
    encoder.encode(noise(64, 64, true), lossless);
    for (boolean alpha : new boolean[] {false, true}) {
      for (int[] size : new int[][] {{900, 700}, {1448, 1448}, {1600, 1400}, {8000, 20}}) {
        both("lossy", encoder, library, size, alpha, lossy);
      }
      for (int[] size : new int[][] {{400, 300}, {4000, 20}}) {
        both("lossless", encoder, library, size, alpha, lossless);
      }
    }
    System.out.println("all measured");
  }

  private static void both(
      String kind,
      WebpEncoder encoder,
      Optional<LibWebp> library,
      int[] size,
      boolean alpha,
      EncodeRequest request)
      throws IOException {
    String name = "%s %dx%d%s".formatted(kind, size[0], size[1], alpha ? " with alpha" : "");
    long pixels = (long) size[0] * size[1];
    byte[][] webp = new byte[1][];
    long written = peak(() -> webp[0] = encoder.encode(noise(size[0], size[1], alpha), request));
    tell(
        name + " written",
        written + pixels * (alpha ? 4 : 3) + 2L * webp[0].length,
        encoder.memoryNeeded(size[0], size[1], alpha, request));
    WebpDecoder decoder = WebpDecoder.open(webp[0], library);
    DecodeRequest whole = DecodeRequest.whole(decoder.header());
    long read = peak(() -> decoder.decode(whole));
    tell(name + " read", read + 4 * pixels, decoder.memoryNeeded(whole));
  }

  private static void tell(String name, long taken, long estimated) {
    System.out.printf(
        Locale.ROOT,
        "%s%,d of %,d bytes: %s%n",
        taken > estimated + SLACK ? "TOO LITTLE: " : "",
        taken,
        estimated,
        name);
  }

  /** How much more was resident at most than at the beginning. */
  private static long peak(Runnable work) throws IOException {
    Files.writeString(CLEAR_PEAK, "5");
    long before = kibibytes("VmRSS:");
    work.run();
    return (kibibytes("VmHWM:") - before) << 10;
  }

  private static long kibibytes(String field) throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static PlanarImage noise(int width, int height, boolean alpha) {
    List<Plane> planes = new ArrayList<>();
    for (int i = 0; i < (alpha ? 4 : 3); i++) {
      int plane = i;
      planes.add(
          Plane.fullSize(
              new SampledRows(
                  width,
                  height,
                  (y, row) -> {
                    int seed = 4 * y + plane;
                    for (int x = 0; x < width; x++) {
                      seed = seed * 1_103_515_245 + 12_345;
                      row[x] = seed >>> 24;
                    }
                  })));
    }
    return new PlanarImage(ColorModel.RGB, alpha, width, height, planes);
  }
}
