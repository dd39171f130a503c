package io.github.imageresize.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.code_intelligence.jazzer.Jazzer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs Jazzer on a target in a virtual machine of its own: it tries inputs that it makes from the
 * seeds, and goes on with those that reach code which none reached before. Each run tries others.
 *
 * <p>It tries as many inputs as the target's test says, on a busy machine too; with the system
 * property {@code fuzz.seconds}, as many as it comes to in so many seconds. All that it writes is
 * in {@code target/fuzzing}; the inputs that it collects there are where the next run begins, and
 * an input that failed is tried again first.
 *
 * <p>Not Jazzer's JUnit extension: that fuzzes one method in a virtual machine, for a time that is
 * fixed in the source, in the machine that runs the other tests, and writes beside the sources.
 */
public final class Fuzzing {
  /** More than starting and trying all inputs of earlier runs takes. */
  private static final int SECONDS_BESIDES = 300;

  /**
   * A single input that takes longer than this is a finding; busy machines may stall for a while.
   */
  private static final int SECONDS_AN_INPUT = 120;

  /** Loops whose way does not depend on the input; watching them would take most of the time. */
  private static final List<String> ARITHMETIC =
      List.of(
          "io.github.imageresize.internal.raster.**",
          "io.github.imageresize.internal.codec.jpeg.decode.CoefficientPairs",
          "io.github.imageresize.internal.codec.jpeg.decode.CoefficientSkips",
          "io.github.imageresize.internal.codec.jpeg.encode.ForwardTransform",
          "io.github.imageresize.internal.codec.jpeg.decode.InverseTransform");

  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in");
  private static final Pattern INITED = Pattern.compile("INITED cov: (\\d+)");

  private Fuzzing() {}

  /**
   * Fuzzes a target, and fails if an input makes it throw, or hang, or end its virtual machine.
   *
   * @param target a public class with a method {@code fuzzerTestOneInput} of Jazzer's kind
   * @param seeds well-formed inputs, by name
   * @param inputs how many to try besides those and the ones of earlier runs, which should take a
   *     second or some, where {@code fuzz.seconds} does not say how long
   */
  public static void run(Class<?> target, Map<String, byte[]> seeds, int inputs)
      throws IOException, InterruptedException {
    int seconds = Integer.getInteger("fuzz.seconds", -1);
    assumeTrue(seconds != 0, "fuzz.seconds is 0");
    assumeTrue(hasDriver(), "Jazzer has no driver for this machine");
    Path folder = Path.of("target", "fuzzing", target.getSimpleName()).toAbsolutePath();
    for (String name : List.of("inputs", "seeds", "findings", "reproducers")) {
      Files.createDirectories(folder.resolve(name));
    }
    for (Map.Entry<String, byte[]> seed : seeds.entrySet()) {
      Files.write(folder.resolve("seeds").resolve(seed.getKey()), seed.getValue());
    }
    String bound =
        seconds > 0
            ? "-max_total_time=" + seconds
            : "-runs=" + (inputs + files(folder, "inputs", "seeds", "findings"));
    String text = fuzz(target, folder, bound, Math.max(seconds, 0) + SECONDS_BESIDES);
    assertThat(number(INITED, text)).as("code reached by the seeds%n%s", text).isGreaterThan(50);
    assertThat(number(DONE, text))
        .as("inputs tried%n%s", text)
        .isGreaterThanOrEqualTo(seconds > 0 ? 2L * seeds.size() : inputs);
  }

  private static String fuzz(Class<?> target, Path folder, String bound, long patienceSeconds)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command(target, folder, bound))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended;
    try {
      ended = process.waitFor(patienceSeconds, TimeUnit.SECONDS);
    } finally {
      process.destroyForcibly();
    }
    String text =
        Files.readAllLines(log).stream()
            .filter(line -> !line.startsWith("INFO: Instrumented"))
            .collect(Collectors.joining("\n"));
    assertThat(ended).as("ended in time, after%n%s", text).isTrue();
    assertThat(process.exitValue()).as("a finding; see %s%n%s", folder, text).isZero();
    return text;
  }

  private static int files(Path folder, String... names) {
    return Stream.of(names).mapToInt(name -> folder.resolve(name).toFile().list().length).sum();
  }

  private static List<String> command(Class<?> target, Path folder, String bound) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Jazzer attaches its agent to its own virtual machine.
    command.add("-Djdk.attach.allowAttachSelf=true");
    command.add("-XX:+EnableDynamicAgentLoading");
    command.add("-Djava.awt.headless=true");
    command.add("-Xmx768m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Jazzer.class.getName());
    command.add("--target_class=" + target.getName());
    command.add("--instrumentation_includes=io.github.imageresize.**");
    command.add("--instrumentation_excludes=" + String.join(File.pathSeparator, ARITHMETIC));
    command.add("--custom_hook_includes=io.github.imageresize.**");
    command.add("--reproducer_path=" + folder.resolve("reproducers"));
    command.add("-artifact_prefix=" + folder.resolve("findings") + "/");
    command.add(bound);
    command.add("-timeout=" + SECONDS_AN_INPUT);
    command.add("-report_slow_units=" + SECONDS_AN_INPUT);
    command.add("-max_len=4096");
    command.add("-print_final_stats=1");
    command.add(folder.resolve("inputs").toString());
    command.add(folder.resolve("seeds").toString());
    command.add(folder.resolve("findings").toString());
    return command;
  }

  /** Whether Jazzer's jar has the native library for this operating system and processor. */
  private static boolean hasDriver() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system =
        name.startsWith("mac") ? "macos" : name.startsWith("windows") ? "windows" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    String driver = "driver/jazzer_driver_" + system + "_" + processor + "/";
    return Jazzer.class.getResource(driver) != null;
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
