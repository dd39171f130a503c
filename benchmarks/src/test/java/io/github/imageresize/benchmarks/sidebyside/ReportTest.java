package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Measurement OWN = new Measurement(20, 123e6, 4.5e6, 68_300, 37.63);
  private static final Measurement SHARP =
      new Measurement(40, Double.NaN, Double.NaN, 68_000, 36.46);
  private static final Measurement THUMBNAILATOR = new Measurement(100, 1e9, 2e7, 67_700, 37.21);

  private static final RowResult JPEG = result("photo", "jpeg", "jpeg", OWN);
  private static final RowResult PNG_TO_JPEG =
      result("png-opaque", "png", "jpeg", new Measurement(400, 1, 1, 1, 40));
  private static final RowResult WEBP =
      new RowResult(
          new Row("photo", 720, "webp"),
          "jpeg",
          Map.of(Contenders.OWN, OWN, Contenders.SHARP, SHARP));

  @Test
  void endsWithTheMeansOverJpegToJpegAlone() {
    assertThat(FullReport.means(List.of(JPEG, PNG_TO_JPEG, WEBP)))
        .containsExactly(
            "geometric mean of CPU against Thumbnailator, JPEG to JPEG: 0.20",
            "geometric mean of CPU against sharp, JPEG to JPEG: 0.50");
  }

  @Test
  void hasNoMeanAgainstWhoWasLeftOut() {
    RowResult alone =
        new RowResult(
            new Row("photo", 720, "jpeg"),
            "jpeg",
            Map.of(Contenders.OWN, OWN, Contenders.SHARP, SHARP));

    assertThat(FullReport.means(List.of(alone)))
        .containsExactly("geometric mean of CPU against sharp, JPEG to JPEG: 0.50");
  }

  @Test
  void saysWhatEachTookAndLeavesOutWhoCannot() {
    FullReport report = new FullReport(List.of(Contenders.OWN, Contenders.THUMBNAILATOR));

    assertThat(report.line(JPEG))
        .isEqualTo(
            "| photo | 720 | 20.0 | 0.50 | 123 | 4.5 | 68.3 | 37.63 "
                + "| 100.0 | 2.50 | 1000 | 20.0 | 67.7 | 37.21 |");
    assertThat(report.line(WEBP))
        .isEqualTo(
            "| photo | 720 | 20.0 | 0.50 | 123 | 4.5 | 68.3 | 37.63 | – | – | – | – | – | – |");
  }

  @Test
  void isShorterForReaders() {
    assertThat(ReadmeReport.lines(List.of("machine"), List.of(JPEG, WEBP), Optional.empty()))
        .startsWith("machine", "")
        .contains(
            "| photo | 720 | 20.0 | 40.0 | 0.50 | 100.0 | 68.3 | 68.0 | 37.6 | 36.5 | 4.5 |",
            "| photo | 720 | 20.0 | 40.0 | 0.50 | – | 68.3 | 68.0 | 37.6 | 36.5 | 4.5 |");
  }

  @Test
  void showsTheOtherJdkBesides() {
    OtherJdk jdk = new OtherJdk(Path.of("jdk"), "25.0.1");
    RowResult both =
        new RowResult(
            new Row("photo", Task.COVER_SQUARE, 720, "jpeg"),
            "jpeg",
            Map.of(
                Contenders.OWN,
                OWN,
                jdk.contender(),
                new Measurement(10, 1, 1, 1, 1),
                Contenders.SHARP,
                SHARP));

    assertThat(ReadmeReport.lines(List.of(), List.of(both), Optional.of(jdk)))
        .contains(
            "| photo, cover | 720 | 20.0 | 40.0 | 0.50 | 0.25 | – | 68.3 | 68.0 | 37.6 | 36.5 | 4.5 |")
        .anyMatch(line -> line.contains("| ratio, Java 25.0.1 |"));
  }

  @Test
  void leavesOtherTasksOutOfTheMean() {
    RowResult cover =
        new RowResult(
            new Row("photo", Task.COVER_SQUARE, 720, "jpeg"),
            "jpeg",
            Map.of(Contenders.OWN, SHARP, Contenders.SHARP, SHARP));

    assertThat(FullReport.means(List.of(JPEG, cover)))
        .contains("geometric mean of CPU against sharp, JPEG to JPEG: 0.50");
  }

  private static RowResult result(String input, String from, String format, Measurement own) {
    return new RowResult(
        new Row(input, 720, format),
        from,
        Map.of(
            Contenders.OWN, own,
            Contenders.SHARP, SHARP,
            Contenders.THUMBNAILATOR, THUMBNAILATOR));
  }
}
