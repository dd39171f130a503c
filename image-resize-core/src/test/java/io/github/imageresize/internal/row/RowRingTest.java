package io.github.imageresize.internal.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowRingTest {
  private int arrays;
  private final RowRing<int[]> ring =
      new RowRing<>(
          () -> {
            arrays++;
            return new int[1];
          });

  private void appendRows(int count) {
    for (int i = 0; i < count; i++) {
      int y = ring.end();
      ring.append()[0] = y;
    }
  }

  @Test
  void rowsStayWhatTheyWereUntilTheyAreReleased() {
    appendRows(5);
    ring.release(2);
    appendRows(40);
    ring.release(30);
    appendRows(3);

    assertThat(ring.begin()).isEqualTo(30);
    assertThat(ring.end()).isEqualTo(48);
    for (int y = 30; y < 48; y++) {
      assertThat(ring.row(y)).containsExactly(y);
    }
  }

  @Test
  void thereAreNoMoreArraysThanRowsWereHeldAtOnce() {
    for (int i = 0; i < 100; i++) {
      appendRows(3);
      ring.release(ring.end() - 2);
    }

    assertThat(arrays).isEqualTo(5);
  }

  @Test
  void noArrayHoldsTwoRows() {
    Random random = new Random(7);
    for (int step = 0; step < 1000; step++) {
      appendRows(random.nextInt(20));
      ring.release(ring.begin() + random.nextInt(20));
      Set<int[]> held = new HashSet<>();
      for (int y = ring.begin(); y < ring.end(); y++) {
        assertThat(held.add(ring.row(y))).as("array of row %s", y).isTrue();
        assertThat(ring.row(y)[0]).isEqualTo(y);
      }
    }
  }

  @Test
  void rowsBehindTheEndAreLeftOutByReleasingThem() {
    appendRows(2);
    ring.release(50);

    assertThat(ring.begin()).isEqualTo(50);
    assertThat(ring.end()).isEqualTo(50);
    appendRows(1);
    assertThat(ring.row(50)).containsExactly(50);
    assertThat(arrays).isEqualTo(2);
  }

  @Test
  void releasingWhatIsReleasedChangesNothing() {
    appendRows(4);
    ring.release(3);
    ring.release(1);

    assertThat(ring.begin()).isEqualTo(3);
    assertThat(ring.row(3)).containsExactly(3);
  }

  @Test
  void aRowThatIsNotHeldIsRefusedWithThoseThatAre() {
    appendRows(4);
    ring.release(2);

    assertThatThrownBy(() -> ring.row(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row must be 2..3, but is 1");
    assertThatThrownBy(() -> ring.row(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row must be 2..3, but is 4");
  }
}
