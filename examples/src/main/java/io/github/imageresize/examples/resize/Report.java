package io.github.imageresize.examples.resize;

import io.github.imageresize.ResizedImage;
import java.io.Console;
import java.io.PrintWriter;
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
  private final boolean quiet;
  private final @Nullable PrintWriter terminal;
  private int done;
  private int failed;

  @SuppressWarnings("SystemConsoleNull") // the program asks for the console that can be null
  Report(PrintWriter out, PrintWriter err, int total, boolean quiet) {
    this.out = out;
    this.err = err;
    this.total = total;
    this.quiet = quiet;
    Console console = System.console();
    this.terminal = console == null || total == 1 || quiet ? null : console.writer();
    drawBar();
  }

  synchronized void done(String file, String place, ResizedImage image, int originalLength) {
    done++;
    image
        .damage()
        .ifPresent(
            damage -> {
              eraseBar();
              err.println(file + ": shown as far as it goes: " + damage.description());
            });
    if (image.length() > originalLength && !quiet) {
      eraseBar();
      err.printf(
          "%s: note: the result has %,d bytes more than the original%n",
          file, image.length() - originalLength);
    }
    if (terminal == null && !quiet) {
      out.printf(
          "%s%s -> %s (%dx%d, %,d bytes)%n",
          total == 1 ? "" : (done + failed) + "/" + total + " ",
          file,
          place,
          image.width(),
          image.height(),
          image.length());
    }
    drawBar();
  }

  synchronized void failed(String file, String why) {
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
