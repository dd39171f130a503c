package io.github.imageresize.examples.resize;

import io.github.imageresize.ResizedImage;
import io.github.imageresize.examples.ProgressBar;
import java.io.PrintWriter;

/**
 * Tells how the work goes: on a terminal by a bar, elsewhere by a line for each image; failures by
 * a line each on standard error. Thread-safe.
 */
final class Report {
  private final PrintWriter out;
  private final PrintWriter err;
  private final int total;
  private final boolean quiet;
  private final ProgressBar bar;
  private int done;
  private int failed;

  Report(PrintWriter out, PrintWriter err, int total, boolean quiet) {
    this.out = out;
    this.err = err;
    this.total = total;
    this.quiet = quiet;
    this.bar = total == 1 || quiet ? new ProgressBar(null, total) : ProgressBar.onTerminal(total);
    bar.draw(0);
  }

  synchronized void done(String file, String place, ResizedImage image, int originalLength) {
    done++;
    image
        .damage()
        .ifPresent(
            damage -> {
              bar.erase();
              err.println(file + ": shown as far as it goes: " + damage.description());
            });
    if (image.length() > originalLength) {
      int more = image.length() - originalLength;
      note(file, String.format("the result has %,d bytes more than the original", more));
    }
    if (!bar.isShown() && !quiet) {
      out.printf(
          "%s%s -> %s (%dx%d, %,d bytes)%n",
          total == 1 ? "" : (done + failed) + "/" + total + " ",
          file,
          place,
          image.width(),
          image.height(),
          image.length());
    }
    bar.draw(done + failed);
  }

  /** Tells of what was done, but perhaps not meant. */
  synchronized void note(String file, String text) {
    if (!quiet) {
      bar.erase();
      err.println(file + ": note: " + text);
    }
  }

  synchronized void failed(String file, String why) {
    failed++;
    bar.erase();
    err.println(file + ": " + why.replaceAll("\\s*\\R\\s*", " "));
    bar.draw(done + failed);
  }

  /** Ends the report; true if nothing failed. */
  synchronized boolean finish() {
    if (bar.isShown()) {
      bar.erase();
      out.printf("%d done, %d failed%n", done, failed);
    }
    return failed == 0 && done == total;
  }
}
