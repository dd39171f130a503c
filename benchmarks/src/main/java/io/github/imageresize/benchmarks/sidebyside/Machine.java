package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the figures were measured on. */
public final class Machine {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /**
   * The processor, where it tells its name, and the JDK.
   *
   * @return in one line
   * @throws IOException if the system's description can't be read
   */
  public static String describe() throws IOException {
    String processor = Files.exists(CPU_INFO) ? processor(Files.readAllLines(CPU_INFO)) : "";
    String vendor =
        vendor(System.getProperty("java.vendor.version", ""), System.getProperty("java.vendor"));
    return Stream.of(
            processor,
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors() + " cores",
            "Java " + System.getProperty("java.version") + " " + vendor)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(", "));
  }

  /** The name in Linux's description of processors; empty if it has none, as for ARM. */
  static String processor(List<String> cpuInfo) {
    return cpuInfo.stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** The name of a build such as {@code Temurin-25+36} if it has one, else who made it. */
  static String vendor(String vendorVersion, String vendor) {
    return vendorVersion.isBlank() ? vendor : vendorVersion.replaceAll("[-(].*", "").strip();
  }
}
