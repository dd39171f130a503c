package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.internal.codec.jpeg.JpegForm;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes a small image of a large JPEG in a virtual machine whose heap has room for what it holds
 * after making a tiny one, for the file, and for a bound besides. What was measured is left in
 * {@code target/memory}.
 */
class LargeJpegMemoryIT {
  private static final int WIDTH = 12_500;
  private static final int HEIGHT = 8_000;
  private static final long MEBIBYTE = 1 << 20;
  private static final long BOUND = 32 * MEBIBYTE;
  private static final ImageRequest REQUEST =
      ImageRequest.builder("large.jpg").width(300).format(ImageFormat.JPEG).build();

  @TempDir private Path folder;

  @Test
  void needsLessThan32MebibytesBesidesABaselineFile() throws Exception {
    byte[] large = LargeJpegs.baseline(WIDTH, HEIGHT);

    assertFits("baseline", large, BOUND);
  }

  /** A quarter of the pixels: the estimate, unlike the bound, grows with them. */
  @Test
  void needsNoMoreThanEstimatedBesidesAProgressiveFile() throws Exception {
    byte[] large = LargeJpegs.progressive(WIDTH / 2, HEIGHT / 2);

    assertFits("progressive", large, estimate(large));
  }

  /** What telephones take today, by the limits that hold where nobody sets any. */
  @Test
  void makesAPictureOf120MegapixelsByDefaultLimits() throws Exception {
    Path original = folder.resolve("120.jpg");
    Files.write(original, LargeJpegs.baseline(12_000, 10_000));

    String output = resize(original, 128 * MEBIBYTE, 0);

    assertThat(output).contains("300x250");
  }

  private void assertFits(String name, byte[] large, long bound) throws Exception {
    Path tiny = folder.resolve("tiny.jpg");
    Files.write(tiny, LargeJpegs.progressive(64, 48));
    Path original = folder.resolve(name + ".jpg");
    Files.write(original, large);
    long admitted = estimate(large);
    long idle = used(resize(tiny, 256 * MEBIBYTE, admitted));

    String output = resize(original, idle + large.length + bound, admitted);

    assertThat(output).contains("300x192");
    Path record = Files.createDirectories(Path.of("target", "memory")).resolve(name + ".txt");
    Files.writeString(
        record,
        "%s: file %.1f MiB, bound %.1f MiB, estimate %.1f MiB, idle %.1f MiB%n%s"
            .formatted(
                name,
                (double) large.length / MEBIBYTE,
                (double) bound / MEBIBYTE,
                (double) admitted / MEBIBYTE,
                (double) idle / MEBIBYTE,
                output));
  }

  /** What the service takes the making of the image to need. */
  private static long estimate(byte[] original) {
    try (ImageDecoder decoder = JpegDecoder.open(original)) {
      ResizePlan plan = ResizePlan.of(decoder.header(), REQUEST, 8192);
      return new Rendering(decoder, REQUEST, plan, JpegForm.baseline()).memoryNeeded();
    }
  }

  /** Resizes a file in a virtual machine with a heap of its own, and returns what it prints. */
  private String resize(Path original, long heap, long admitted) throws Exception {
    Path output = folder.resolve("output.txt");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Little room for what is young, as most of that is garbage.
            "-XX:+UseSerialGC",
            "-Xmn2m",
            "-Xms" + heap,
            "-Xmx" + heap,
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            LargeJpegMemoryIT.class.getName(),
            original.toString(),
            String.valueOf(admitted));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(300, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output);
    assertThat(ended).as("ended in time, after%n%s", text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private static long used(String output) {
    String last = output.lines().filter(line -> line.startsWith("used ")).findFirst().orElseThrow();
    return Long.parseLong(last.substring("used ".length()));
  }

  /**
   * Resizes a file where so much memory is admitted, 0 for the default, and prints the image and
   * the heap that is used.
   */
  public static void main(String[] arguments) throws Exception {
    long admitted = Long.parseLong(arguments[1]);
    ResizeLimits.Builder limits = ResizeLimits.builder().deadline(Duration.ofMinutes(5));
    if (admitted > 0) {
      limits.memoryBytes(admitted);
    }
    LocalResizeService service = LocalResizeService.builder().limits(limits.build()).build();
    ResizedImage image = service.resize(Files.readAllBytes(Path.of(arguments[0])), REQUEST);
    System.out.println(image);
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        System.out.println("peak of " + pool.getName() + " " + pool.getPeakUsage().getUsed());
      }
    }
    System.gc();
    System.out.println(
        "used " + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }
}
