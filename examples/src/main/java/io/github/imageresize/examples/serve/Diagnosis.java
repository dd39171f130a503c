package io.github.imageresize.examples.serve;

import java.io.PrintWriter;

/** Prints findings, a line each, and remembers whether one was bad. */
final class Diagnosis {
  private final PrintWriter out;
  private boolean well = true;

  Diagnosis(PrintWriter out) {
    this.out = out;
  }

  /** All is as it should be. */
  void good(String subject, String finding) {
    line("ok", subject, finding);
  }

  /** It works, but not as well as it could. */
  void doubtful(String subject, String finding) {
    line("note", subject, finding);
  }

  /** It does not work. */
  void bad(String subject, String finding) {
    well = false;
    line("BAD", subject, finding);
  }

  /** Whether nothing was bad. */
  boolean isWell() {
    return well;
  }

  private void line(String mark, String subject, String finding) {
    out.printf("%-5s %-9s %s%n", mark, subject, finding.replaceAll("\\s*\\R\\s*", " "));
  }
}
