package io.github.imageresize.internal.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.codec.DecodedRows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamedRowsTest {
  private final List<Integer> made = new ArrayList<>();

  private PlaneRows numbered() {
    return new SampledRows(
        3,
        20,
        (y, samples) -> {
          made.add(y);
          for (int x = 0; x < samples.length; x++) {
            samples[x] = 10 * y + x;
          }
        });
  }

  @Test
  void sampledRowsAreMadeOnceFromTheTopWithoutThoseThatWereReleased() {
    PlaneRows rows = numbered();
    rows.release(4);
    assertThat(rows.row(6)[0]).containsExactly(60, 61, 62);
    assertThat(rows.row(4)[0]).containsExactly(40, 41, 42);
    rows.release(15);
    assertThat(rows.row(15)[0]).containsExactly(150, 151, 152);

    assertThat(made).containsExactly(4, 5, 6, 15);
  }

  @Test
  void thereIsNoRowBehindTheLast() {
    assertThatThrownBy(() -> numbered().row(20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row must be 0..19, but is 20");
    PlaneRows blurred = Resampler.resample(numbered(), axis(3, 2), axis(20, 7), 1);
    assertThatThrownBy(() -> blurred.row(7)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPartOfAPlaneIsItsColumnsAndRowsInOtherPhases() {
    PlaneRows part = RearrangedRows.of(new PartialRows(numbered(), 5, 4), 1, 2, 2);

    assertThat(ArrayRows.read(part))
        .isDeepEqualTo(new double[][] {{51, 52}, {61, 62}, {71, 72}, {81, 82}});
    assertThat(made).doesNotContain(9);
  }

  @Test
  void decodedRowsAreHeldUntilTheSlowestPlaneReleasedThem() {
    DecodedRows rows =
        new DecodedRows(
            1,
            2,
            (row, previous) -> {
              row[0] = (byte) (previous[0] + 1);
            });
    assertThat(rows.row(9)).containsExactly(10);
    rows.release(0, 9);
    assertThat(rows.row(12)).containsExactly(13);
    assertThat(rows.row(0)).containsExactly(1);
    rows.release(1, 12);
    assertThat(rows.row(13)).containsExactly(14);
    assertThat(rows.row(9)).containsExactly(10);
    assertThatThrownBy(() -> rows.row(8)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ResamplingAxis axis(int source, int length) {
    return ResamplingAxis.lanczos3(0, source, 0, (double) source / length, length);
  }
}
