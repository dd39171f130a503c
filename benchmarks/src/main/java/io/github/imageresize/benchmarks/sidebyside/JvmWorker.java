package io.github.imageresize.benchmarks.sidebyside;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process for one library of the JVM: answers on standard output to what {@link Contender} asks
 * on standard input. All of the process counts: compiler and garbage collector too; of what is
 * allocated, that of the thread which resizes.
 */
public final class JvmWorker {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private final Library library;
  private String file = "";
  private byte[] original = new byte[0];

  private JvmWorker(Library library) {
    this.library = library;
  }

  /**
   * Serves until its input ends.
   *
   * @param arguments the library's name
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream replies = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // What a library prints must not be taken for a reply.
    System.setOut(System.err);
    Library library = Library.named(arguments[0]);
    replies.println(
        String.join(
            "\t",
            "ready",
            library.description(),
            String.join(",", library.reads()),
            String.join(",", library.writes())));
    JvmWorker worker = new JvmWorker(library);
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      replies.println(worker.reply(line));
    }
  }

  private String reply(String request) {
    try {
      String[] parts = request.split("\t", -1);
      if (parts.length != 6) {
        throw new IllegalArgumentException(
            "A request must have 6 parts, but has " + parts.length + ": " + request);
      }
      return resize(
          parts[0],
          Task.valueOf(parts[1]),
          Integer.parseInt(parts[2]),
          parts[3],
          Path.of(parts[4]),
          Long.parseLong(parts[5]));
    } catch (IOException | RuntimeException e) {
      return "error\t" + e.toString().replaceAll("\\s+", " ");
    }
  }

  private String resize(
      String from, Task task, int width, String format, Path to, long milliseconds)
      throws IOException {
    if (!file.equals(from)) {
      original = Files.readAllBytes(Path.of(from));
      file = from;
    }
    long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    long before = SYSTEM.getProcessCpuTime();
    byte[] bytes;
    int images = 0;
    long used;
    do {
      bytes = library.resize(original, task, width, format);
      images++;
      used = SYSTEM.getProcessCpuTime() - before;
    } while (used < milliseconds * 1_000_000);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
    Files.write(to, bytes);
    return "done\t" + images + "\t" + used / 1e6 + "\t" + allocated;
  }
}
