package io.github.imageresize.benchmarks.sidebyside;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Tables of everything, as Markdown, line by line while rows are being measured. */
final class FullReport {
  private final List<String> contenders;

  /**
   * A report.
   *
   * @param contenders in the order of their columns
   */
  FullReport(List<String> contenders) {
    this.contenders = contenders;
  }

  /** The lines above a table for an output format. */
  String head(String format) {
    StringBuilder head = new StringBuilder("\n### To " + format + "\n\n| image | width |");
    contenders.forEach(
        name -> head.append(" %s ms | ratio | Minstr | MB heap | kB | dB |".formatted(name)));
    return head + "\n|---|---|" + "---|---|---|---|---|---|".repeat(contenders.size());
  }

  /** A line of a table; ratios are those of CPU time to sharp's. */
  String line(RowResult result) {
    StringBuilder line =
        new StringBuilder("| %s | %d |".formatted(result.row().label(), result.row().width()));
    for (String name : contenders) {
      Optional<Measurement> measurement = result.of(name);
      if (measurement.isEmpty()) {
        line.append(" – | – | – | – | – | – |");
        continue;
      }
      line.append(
          String.format(
              Locale.ROOT,
              " %.1f | %.2f | %s | %s | %.1f | %.2f |",
              measurement.get().milliseconds(),
              result.ratio(name, Contenders.SHARP).orElse(Double.NaN),
              counted("%.0f", measurement.get().instructions()),
              counted("%.1f", measurement.get().allocatedBytes()),
              measurement.get().bytes() / 1000.0,
              measurement.get().psnr()));
    }
    return line.toString();
  }

  /** In millions; a dash where nobody counts. */
  private static String counted(String pattern, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, pattern, value / 1e6);
  }

  /** The last lines: what all rows from JPEG to JPEG come to. */
  static List<String> means(List<RowResult> results) {
    return Stream.of(Contenders.THUMBNAILATOR, Contenders.SHARP)
        .flatMap(peer -> mean(results, peer).stream())
        .toList();
  }

  private static Optional<String> mean(List<RowResult> results, String peer) {
    List<Double> ratios =
        results.stream()
            .filter(RowResult::isJpegToJpeg)
            .flatMap(result -> result.ratio(Contenders.OWN, peer).stream())
            .toList();
    return ratios.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "geometric mean of CPU against %s, JPEG to JPEG: %.2f",
                peer,
                Averages.geometricMean(ratios)));
  }
}
