package io.github.imageresize.examples;

import java.io.Console;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A bar on a terminal that tells how much is done; nothing elsewhere. Not thread-safe. */
public final class ProgressBar {
  private static final int WIDTH = 30;

  private final @Nullable PrintWriter terminal;
  private final int total;

  /**
   * A bar that is drawn once something is done.
   *
   * @param terminal where it is drawn; null for nowhere
   * @param total what there is to do
   */
  public ProgressBar(@Nullable PrintWriter terminal, int total) {
    this.terminal = terminal;
    this.total = total;
  }

  /**
   * A bar on the program's terminal, if it has one.
   *
   * @param total what there is to do
   * @return the bar
   */
  @SuppressWarnings("SystemConsoleNull") // the program asks for the console that can be null
  public static ProgressBar onTerminal(int total) {
    Console console = System.console();
    return new ProgressBar(console == null ? null : console.writer(), total);
  }

  /** Whether there is a bar, so that a line for each thing that is done would be too much. */
  public boolean isShown() {
    return terminal != null;
  }

  /**
   * Draws the bar anew.
   *
   * @param done how much is done
   */
  public void draw(int done) {
    if (terminal != null) {
      int filled = total == 0 ? WIDTH : (int) ((long) WIDTH * done / total);
      terminal.printf(
          "\r[%s%s] %d/%d", "#".repeat(filled), ".".repeat(WIDTH - filled), done, total);
      terminal.flush();
    }
  }

  /** Takes the bar away, before something else is printed. */
  public void erase() {
    if (terminal != null) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }
}
