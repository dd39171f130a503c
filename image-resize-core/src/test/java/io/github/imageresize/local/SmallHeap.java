package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Gives hostile originals to a virtual machine with a small heap, with the limits that it has by
 * default and little time. Each has to end in a picture or in a failure that is the original's or a
 * limit's: running out of heap counts as neither. What came of them is left in {@code
 * target/hostile}.
 */
public final class SmallHeap {
  private static final Set<Reason> REASONS =
      EnumSet.of(
          Reason.CORRUPT_IMAGE, Reason.UNSUPPORTED_IMAGE, Reason.SOURCE_TOO_LARGE, Reason.TIMEOUT);

  private static final Duration DEADLINE = Duration.ofMillis(500);

  /** For the parts between two looks at the clock, on a busy machine. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private SmallHeap() {}

  /** Fails if an original of those exhausts the heap or goes on past the deadline. */
  public static void assertSurvives(int heapMebibytes, Class<? extends MemoryCases> originals)
      throws Exception {
    Path record =
        Files.createDirectories(Path.of("target", "hostile"))
            .resolve(originals.getName().replaceAll(".*[.]", "") + ".txt")
            .toAbsolutePath();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMebibytes + "m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                originals.getName())
            .redirectErrorStream(true)
            .redirectOutput(record.toFile())
            .start();
    boolean ended = process.waitFor(180, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(record);
    assertThat(ended).as("ended in time, after%n%s", text).isTrue();
    assertThat(text.lines().filter(line -> line.startsWith("BAD"))).as(text).isEmpty();
    assertThat(text).contains("all originals tried");
    assertThat(process.exitValue()).as(text).isZero();
  }

  /** Prints a line for each original. */
  public static void main(String[] arguments) throws Exception {
    MemoryCases cases =
        (MemoryCases) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
    ResizeLimits limits = ResizeLimits.builder().deadline(DEADLINE).build();
    LocalResizeService service = LocalResizeService.builder().limits(limits).build();
    for (MemoryCase one : cases.cases()) {
      byte[] original = one.original().get();
      for (int run = 0; run < 2; run++) { // classes are loaded in the first
        long start = System.nanoTime();
        String outcome = outcome(service, original, one);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        boolean late = run == 1 && took.compareTo(DEADLINE.plus(GRACE)) > 0;
        System.out.printf(
            "%s%s, %d bytes, %d ms: %s%n",
            late ? "BAD, late: " : "", one.name(), original.length, took.toMillis(), outcome);
      }
    }
    System.out.println("all originals tried");
  }

  private static String outcome(LocalResizeService service, byte[] original, MemoryCase one) {
    try {
      return service.resize(original, one.request()).toString();
    } catch (ImageResizeException failure) {
      String told = failure.reason() + " " + failure.getMessage();
      return REASONS.contains(failure.reason())
          ? told
          : System.lineSeparator() + "BAD " + one.name() + ": " + told + " " + failure.getCause();
    } catch (RuntimeException | Error unexpected) {
      return System.lineSeparator() + "BAD " + one.name() + ": " + unexpected;
    }
  }
}
