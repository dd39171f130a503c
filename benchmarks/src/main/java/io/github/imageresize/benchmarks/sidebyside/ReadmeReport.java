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
   * @param other the JDK that this library ran on as well
   */
  static List<String> lines(
      List<String> machine, List<RowResult> results, Optional<OtherJdk> other) {
    List<String> lines = new ArrayList<>(machine);
    String format = "";
    for (RowResult result : results) {
      if (!result.row().format().equals(format)) {
        format = result.row().format();
        lines.add("");
        lines.add(
            ("| to %s | width | ours ms | sharp ms | ratio |%s Thumbnailator ms "
                    + "| ours kB | sharp kB | ours dB | sharp dB | ours MB heap |")
                .formatted(
                    format, other.map(jdk -> " ratio, Java " + jdk.version() + " |").orElse("")));
        lines.add("|---|" + "---:|".repeat(other.isPresent() ? 11 : 10));
      }
      lines.add(line(result, other));
    }
    return lines;
  }

  private static String line(RowResult result, Optional<OtherJdk> other) {
    Optional<Measurement> own = result.of(Contenders.OWN);
    Optional<Measurement> sharp = result.of(Contenders.SHARP);
    Optional<Measurement> thumbnailator = result.of(Contenders.THUMBNAILATOR);
    List<String> cells = new ArrayList<>();
    cells.add(result.row().label());
    cells.add(Integer.toString(result.row().width()));
    cells.add(number("%.1f", own.map(Measurement::milliseconds)));
    cells.add(number("%.1f", sharp.map(Measurement::milliseconds)));
    cells.add(number("%.2f", result.ratio(Contenders.OWN, Contenders.SHARP)));
    if (other.isPresent()) {
      cells.add(number("%.2f", result.ratio(other.get().contender(), Contenders.SHARP)));
    }
    cells.add(number("%.1f", thumbnailator.map(Measurement::milliseconds)));
    cells.add(number("%.1f", own.map(one -> one.bytes() / 1000.0)));
    cells.add(number("%.1f", sharp.map(one -> one.bytes() / 1000.0)));
    cells.add(number("%.1f", own.map(Measurement::psnr)));
    cells.add(number("%.1f", sharp.map(Measurement::psnr)));
    cells.add(number("%.1f", own.map(one -> one.allocatedBytes() / 1e6)));
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String number(String pattern, Optional<Double> value) {
    return value.map(number -> String.format(Locale.ROOT, pattern, number)).orElse("–");
  }
}
