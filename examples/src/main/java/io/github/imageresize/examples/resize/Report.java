package io.github.imageresize.examples.resize;

import io.github.imageresize.ResizedImage;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the work goes: on a terminal by a bar, elsewhere by a line for each image; failures by
 * a line each on standard error. Thread-safe.
 */
final class Report {
  private static final int BAR_WIDTH = 30;

  private final PrintWriter out;
  private final PrintWriter err;
  private final int total;
  private final @Nullable PrintWriter terminal;
  private int done;
  private int failed;

  @SuppressWarnings("SystemConsoleNull") // the program asks for the console that can be null
  Report(PrintWriter out, PrintWriter err, int total) {
    this.out = out;
    this.err = err;
    this.total = total;
    Console console = System.console();
    this.terminal = console == null || total == 1 ? null : console.writer();
    drawBar();
  }

  synchronized void done(Path file, Path place, ResizedImage image) {
    done++;
    image
        .damage()
        .ifPresent(
            damage -> {
              eraseBar();
              err.println(file + ": shown as far as it goes: " + damage.description());
            });
    if (terminal == null) {
      out.printf(
          "%s -> %s (%dx%d, %,d bytes)%n",
          file, place, image.width(), image.height(), image.length());
    }
    drawBar();
  }

  synchronized void failed(Path file, String why) {
    failed++;
    eraseBar();
    err.println(file + ": " + why.replaceAll("\\s*\\R\\s*", " "));
    drawBar();
  }

  /** Ends the report; true if nothing failed. */
  synchronized boolean finish() {
    if (terminal != null) {
      eraseBar();
      terminal.printf("%d done, %d failed%n", done, failed);
      terminal.flush();
    }
    return failed == 0 && done == total;
  }

  private void drawBar() {
    if (terminal != null) {
      int ended = done + failed;
      int filled = BAR_WIDTH * ended / total;
      terminal.printf(
          "\r[%s%s] %d/%d", "#".repeat(filled), ".".repeat(BAR_WIDTH - filled), ended, total);
      terminal.flush();
    }
  }

  private void eraseBar() {
    if (terminal != null) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }
}
