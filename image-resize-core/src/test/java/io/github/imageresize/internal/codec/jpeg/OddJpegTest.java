package io.github.imageresize.internal.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files that break the rules in ways that libjpeg, and so every browser, does not mind. */
class OddJpegTest {
  private static final byte[] INTACT = Drawings.baseline420(160, 320);

  @Test
  void tellsComponentsOfTheSameNameApartByTheirOrder() {
    byte[] odd = INTACT.clone();
    int frame = Drawings.find(odd, Marker.SOF0_BASELINE);
    int scan = Drawings.find(odd, Marker.SOS);
    for (int i = 0; i < 3; i++) {
      odd[frame + 10 + 3 * i] = (byte) (i == 0 ? 4 : 1);
      odd[scan + 5 + 2 * i] = (byte) (i == 0 ? 4 : 1);
    }

    assertThat(Drawings.decode(odd)).isDeepEqualTo(Drawings.decode(INTACT));
  }

  @Test
  void leavesOutCoefficientsWhoseStepIsZero() {
    byte[] odd = INTACT.clone();
    int table = Drawings.find(odd, Marker.DQT);
    Arrays.fill(odd, table + 6, table + 5 + ZigZag.LENGTH, (byte) 0); // all but DC

    double[] row = Drawings.decode(odd)[0][0];

    for (int x = 0; x < 160; x++) {
      assertThat(row[x]).isCloseTo(row[x / 8 * 8], within(1e-3));
    }
  }

  @Test
  void centresBlocksAtTheMiddleWhoseStepOfTheMeanIsZero() {
    byte[] odd = INTACT.clone();
    odd[Drawings.find(odd, Marker.DQT) + 5] = 0;

    double[][] luma = Drawings.decode(odd)[0];

    for (int x = 0; x < 160; x += 8) {
      double sum = 0;
      for (int y = 0; y < 8; y++) {
        for (int i = 0; i < 8; i++) {
          sum += luma[y][x + i];
        }
      }
      assertThat(sum / 64).isCloseTo(128, within(1e-2));
    }
  }

  @Test
  void showsTheLittleThatComesBeforeDamageInAWholeFile() {
    int data = Drawings.find(INTACT, Marker.SOS) + 14;
    byte[] damaged = Drawings.splice(INTACT, data + 40, INTACT.length - data - 42);

    assertThat(decode(damaged, DamageTolerance.PARTIAL)[0][319][159]).isCloseTo(128, within(1e-3));
    assertRefused(damaged, DamageTolerance.NONE);
    // Without its last marker it may be an upload under way.
    assertRefused(Arrays.copyOf(damaged, damaged.length - 2), DamageTolerance.PARTIAL);
  }

  @Test
  void refusesAFileWithoutData() {
    int data = Drawings.find(INTACT, Marker.SOS) + 14;

    assertRefused(Drawings.splice(INTACT, data, INTACT.length - data - 2), DamageTolerance.PARTIAL);
  }

  @Test
  void passesOverReservedMarkersBeforeARestart() {
    byte[] intact = RestartIntervals.drawn420(160, 320, false);
    int restart = Drawings.find(intact, Marker.RST0);
    byte[] odd = Drawings.splice(intact, restart, 0, 0xFF, 0x02, 0x55);

    double[][][] shown = decode(odd, DamageTolerance.PARTIAL);

    assertThat(shown[0][319]).containsExactly(Drawings.decode(intact)[0][319], within(1e-3));
  }

  private static double[][][] decode(byte[] jpeg, DamageTolerance tolerance) {
    JpegDecoder decoder = JpegDecoder.open(jpeg);
    return Drawings.read(decoder.decode(tolerance.whole(decoder.header())));
  }

  private static void assertRefused(byte[] jpeg, DamageTolerance tolerance) {
    assertThatThrownBy(() -> decode(jpeg, tolerance))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            e -> assertThat(e.reason()).isEqualTo(ImageResizeException.Reason.CORRUPT_IMAGE));
  }
}
