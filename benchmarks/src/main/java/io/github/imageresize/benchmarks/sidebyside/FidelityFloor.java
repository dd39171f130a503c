package io.github.imageresize.benchmarks.sidebyside;

import java.util.Locale;
import java.util.Optional;

/** What our results must reach. */
final class FidelityFloor {
  private static final double LEAST = 30;

  /** Dithering is noise, on purpose. */
  private static final double LEAST_DITHERED = 25;

  private static final double BELOW_SHARP = 0.2;

  private FidelityFloor() {}

  /** What is wrong with our result of a row, and what would be right; empty if it is good. */
  static Optional<String> fault(RowResult result) {
    double own = result.of(Contenders.OWN).map(Measurement::psnr).orElse(Double.NaN);
    boolean dithered = result.row().format().equals("gif");
    double floor = dithered ? LEAST_DITHERED : LEAST;
    String reason = "";
    Optional<Measurement> sharp = result.of(Contenders.SHARP);
    if (result.row().format().equals("jpeg") && sharp.isPresent()) {
      double beside = sharp.get().psnr() - BELOW_SHARP;
      if (beside > floor) {
        floor = beside;
        reason = String.format(Locale.ROOT, ", sharp's less %.1f", BELOW_SHARP);
      }
    }
    return own >= floor
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s must reach %.2f dB%s, but has %.2f",
                result.row(),
                floor,
                reason,
                own));
  }
}
