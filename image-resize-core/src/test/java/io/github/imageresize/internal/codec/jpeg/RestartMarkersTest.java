package io.github.imageresize.internal.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Restart markers that are lost, doubled, renumbered or moved, in a file with one after each row of
 * MCUs: rows are wrong near the damage and nowhere else.
 */
class RestartMarkersTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int MCU_ROWS = HEIGHT / 16;

  /** The marker behind this row of MCUs is the one that is damaged. */
  private static final int AT = 12;

  private static final byte[] INTACT = RestartIntervals.drawn420(WIDTH, HEIGHT, false);
  private static final byte[] PROGRESSIVE = RestartIntervals.drawn420(WIDTH, HEIGHT, true);

  @Test
  void standBehindEachRowOfTheFileThatIsDamagedHere() {
    assertThat(markers(INTACT)).hasSize(MCU_ROWS - 1);
    assertThat(wrongRows(INTACT, INTACT)).isEmpty();
  }

  @Test
  void costOneRowWhereOneIsLost() {
    byte[] damaged = Drawings.splice(INTACT, markers(INTACT).get(AT), 2);

    assertThat(wrongRows(INTACT, damaged)).containsExactly(AT + 1);
  }

  @Test
  void costTheRowWhoseDataAreLostToo() {
    List<Integer> markers = markers(INTACT);
    int from = markers.get(AT);
    byte[] damaged = Drawings.splice(INTACT, from, markers.get(AT + 1) - from);

    assertThat(wrongRows(INTACT, damaged)).containsExactly(AT + 1);
  }

  @Test
  void costOneRowWhereOneStandsTwice() {
    int at = markers(INTACT).get(AT);
    byte[] damaged = Drawings.splice(INTACT, at, 0, 0xFF, INTACT[at + 1]);

    assertThat(wrongRows(INTACT, damaged)).containsExactly(AT + 1);
  }

  /** As libjpeg takes them: two ahead tell of lost data, two behind are leftovers. */
  @ParameterizedTest(name = "by {0}: {1} rows")
  @CsvSource({"1, 2", "2, 3", "3, 0", "4, 0", "5, 0", "6, 1", "7, 1"})
  void costFewRowsWhereOneIsRenumbered(int by, int rows) {
    int at = markers(INTACT).get(AT);
    byte[] damaged = INTACT.clone();
    damaged[at + 1] = (byte) (Marker.RST0 + (INTACT[at + 1] - Marker.RST0 + by & 7));

    List<Integer> wrong = wrongRows(INTACT, damaged);

    assertThat(wrong).hasSize(rows);
    for (int i = 0; i < rows; i++) {
      assertThat(wrong.get(i)).isEqualTo(AT + 1 + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-200, -50, -7, 7, 50, 200})
  void costTheRowsBesideOneThatIsMoved(int by) {
    int at = markers(INTACT).get(AT);
    byte number = INTACT[at + 1];
    byte[] without = Drawings.splice(INTACT, at, 2);
    // Not between FF and the zero that is stuffed behind it.
    int to = without[at + by - 1] == (byte) 0xFF ? at + by + 1 : at + by;

    byte[] damaged = Drawings.splice(without, to, 0, 0xFF, number);

    assertThat(wrongRows(INTACT, damaged)).isNotEmpty().isSubsetOf(AT, AT + 1);
  }

  @Test
  void costOneRowWhereTwoAreSwappedWithTheirData() {
    List<Integer> markers = markers(INTACT);
    int first = markers.get(AT);
    int second = markers.get(AT + 1);
    int end = markers.get(AT + 2);
    byte[] damaged = INTACT.clone();
    System.arraycopy(INTACT, second, damaged, first, end - second);
    System.arraycopy(INTACT, first, damaged, first + end - second, second - first);

    assertThat(wrongRows(INTACT, damaged)).containsExactly(AT + 1);
  }

  @Test
  void leaveOnlyTheFirstRowWhereAllAreLost() {
    byte[] damaged = withoutMarkers(INTACT);

    assertRefused(damaged, DamageTolerance.NONE);
    double[][][] shown = decode(damaged, DamageTolerance.PARTIAL);
    double[][][] whole = decode(INTACT, DamageTolerance.NONE);
    assertThat(shown[0][0]).containsExactly(whole[0][0], within(1e-3));
    assertThat(shown[0][15]).containsExactly(whole[0][15], within(1e-3));
    assertThat(Arrays.stream(shown[0][16])).allMatch(sample -> Math.abs(sample - 128) < 1e-3);
  }

  @Test
  void endTheDataWhereNoIntervalIsAnnounced() {
    int interval = Drawings.find(INTACT, Marker.DRI);
    byte[] damaged = Drawings.splice(INTACT, interval, 6);

    double[][][] shown = decode(damaged, DamageTolerance.PARTIAL);

    double[][][] whole = decode(INTACT, DamageTolerance.NONE);
    assertThat(shown[0][15]).containsExactly(whole[0][15], within(1e-3));
    // The first MCU behind the data is decoded before it is known that they ended.
    assertThat(Arrays.stream(shown[0][16], 16, WIDTH))
        .allMatch(sample -> Math.abs(sample - 128) < 1e-3);
    assertRefused(damaged, DamageTolerance.NONE);
  }

  @Test
  void areRefusedWithoutToleranceWhereOneIsAmiss() {
    int at = markers(INTACT).get(AT);
    byte[] renumbered = INTACT.clone();
    renumbered[at + 1] = (byte) (Marker.RST0 + (INTACT[at + 1] - Marker.RST0 + 4 & 7));

    assertRefused(Drawings.splice(INTACT, at, 2), DamageTolerance.NONE);
    assertRefused(Drawings.splice(INTACT, at, 0, 0xFF, INTACT[at + 1]), DamageTolerance.NONE);
    assertRefused(renumbered, DamageTolerance.NONE);
  }

  @Test
  void costOneRowWhereAProgressiveFileLosesOne() {
    List<Integer> markers = markers(PROGRESSIVE);
    assertThat(markers).hasSizeGreaterThan(8 * MCU_ROWS);
    for (int i = AT; i < markers.size(); i += 23) {
      byte[] damaged = Drawings.splice(PROGRESSIVE, markers.get(i), 2);

      assertThat(wrongRows(PROGRESSIVE, damaged)).as("marker " + i).hasSizeLessThanOrEqualTo(1);
    }
    byte[] damaged = Drawings.splice(PROGRESSIVE, markers.get(AT), 2);
    assertThat(wrongRows(PROGRESSIVE, damaged)).containsExactly(AT + 1);
  }

  @ParameterizedTest
  @EnumSource
  void endInAPictureOrAsCorruptInAnyDisorder(DamageTolerance tolerance) {
    Random random = new Random(5);
    for (byte[] intact : List.of(INTACT, PROGRESSIVE)) {
      List<Integer> markers = markers(intact);
      for (int round = 0; round < 20; round++) {
        byte[] damaged = intact.clone();
        for (int i = random.nextInt(1 + markers.size() / 2); i >= 0; i--) {
          int at = markers.get(random.nextInt(markers.size()));
          damaged[at + 1] = (byte) (Marker.RST0 + random.nextInt(8));
          if (random.nextInt(3) == 0) {
            damaged[at] = 0;
          }
        }
        try {
          assertThat(decode(damaged, tolerance)[0]).hasDimensions(HEIGHT, WIDTH);
        } catch (ImageResizeException e) {
          assertThat(e.reason()).isEqualTo(Reason.CORRUPT_IMAGE);
          assertThat(tolerance).isNotEqualTo(DamageTolerance.ANY);
        }
      }
    }
  }

  /** The rows of MCUs in which any plane of a damaged file differs from the intact one. */
  private static List<Integer> wrongRows(byte[] intact, byte[] damaged) {
    double[][][] expected = decode(intact, DamageTolerance.NONE);
    double[][][] actual = decode(damaged, DamageTolerance.PARTIAL);
    List<Integer> wrong = new ArrayList<>();
    for (int row = 0; row < MCU_ROWS; row++) {
      boolean same = true;
      for (int i = 0; i < expected.length; i++) {
        int height = expected[i].length / MCU_ROWS;
        for (int y = row * height; y < (row + 1) * height; y++) {
          same &= largestDifference(expected[i][y], actual[i][y]) < 1e-3;
        }
      }
      if (!same) {
        wrong.add(row);
      }
    }
    return wrong;
  }

  private static double largestDifference(double[] a, double[] b) {
    double most = 0;
    for (int x = 0; x < a.length; x++) {
      most = Math.max(most, Math.abs(a[x] - b[x]));
    }
    return most;
  }

  private static List<Integer> markers(byte[] jpeg) {
    List<Integer> positions = new ArrayList<>();
    for (int i = Drawings.find(jpeg, Marker.SOS); i + 1 < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xFF && Marker.isRestart(jpeg[i + 1] & 0xFF)) {
        positions.add(i);
      }
    }
    return positions;
  }

  private static byte[] withoutMarkers(byte[] jpeg) {
    byte[] result = jpeg;
    List<Integer> markers = markers(jpeg);
    for (int i = markers.size() - 1; i >= 0; i--) {
      result = Drawings.splice(result, markers.get(i), 2);
    }
    return result;
  }

  private static double[][][] decode(byte[] jpeg, DamageTolerance tolerance) {
    JpegDecoder decoder = JpegDecoder.open(jpeg);
    return Drawings.read(decoder.decode(tolerance.whole(decoder.header())));
  }

  private static void assertRefused(byte[] jpeg, DamageTolerance tolerance) {
    assertThatThrownBy(() -> decode(jpeg, tolerance))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT_IMAGE));
  }
}
