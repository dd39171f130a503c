package io.github.imageresize.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The same in fewer columns, for readers: this library, sharp, and Thumbnailator's time. */
final class ReadmeReport {
  private ReadmeReport() {}

  /**
   * The text of the section.
   *
   * @param machine what the figures were measured on, and how
   * @param results of all rows, those to one format one after another
   */
  static List<String> lines(List<String> machine, List<RowResult> results) {
    List<String> lines = new ArrayList<>(machine);
    String format = "";
    for (RowResult result : results) {
      if (!result.row().format().equals(format)) {
        format = result.row().format();
        lines.add("");
        lines.add(
            ("| to %s | width | ours ms | sharp ms | ratio | Thumbnailator ms "
                    + "| ours kB | sharp kB | ours dB | sharp dB |")
                .formatted(format));
        lines.add("|---|" + "---:|".repeat(9));
      }
      lines.add(line(result));
    }
    lines.add("");
    for (String mean : FullReport.means(results)) {
      lines.add("- " + mean);
    }
    return lines;
  }

  private static String line(RowResult result) {
    Optional<Measurement> own = result.of(Contenders.OWN);
    Optional<Measurement> sharp = result.of(Contenders.SHARP);
    Optional<Measurement> thumbnailator = result.of(Contenders.THUMBNAILATOR);
    return "| %s |"
        .formatted(
            String.join(
                " | ",
                result.row().input(),
                Integer.toString(result.row().width()),
                number("%.1f", own.map(Measurement::milliseconds)),
                number("%.1f", sharp.map(Measurement::milliseconds)),
                number("%.2f", result.ratio(Contenders.OWN, Contenders.SHARP)),
                number("%.1f", thumbnailator.map(Measurement::milliseconds)),
                number("%.1f", own.map(one -> one.bytes() / 1000.0)),
                number("%.1f", sharp.map(one -> one.bytes() / 1000.0)),
                number("%.1f", own.map(Measurement::psnr)),
                number("%.1f", sharp.map(Measurement::psnr))));
  }

  private static String number(String pattern, Optional<Double> value) {
    return value.map(number -> String.format(Locale.ROOT, pattern, number)).orElse("–");
  }
}
