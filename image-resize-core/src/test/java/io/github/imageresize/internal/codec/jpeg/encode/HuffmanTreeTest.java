package io.github.imageresize.internal.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HuffmanTreeTest {
  @Test
  void putsRareLeavesDeeper() {
    assertThat(new HuffmanTree(1, 1, 2, 4, 8).depths()).containsExactly(4, 4, 3, 2, 1);
  }

  @Test
  void hasNoNodeAboveALonelyLeaf() {
    assertThat(new HuffmanTree(7).depths()).containsExactly(0);
  }

  @Test
  void isAsShortAsATreeCanBe() {
    Random random = new Random(1);
    for (int count = 2; count < 60; count++) {
      long[] weights = random.longs(count, 0, 2L << random.nextInt(40)).sorted().toArray();

      int[] depths = new HuffmanTree(weights).depths();

      double kraft = Arrays.stream(depths).mapToDouble(depth -> Math.pow(2, -depth)).sum();
      assertThat(kraft).isEqualTo(1);
      long length = 0;
      for (int i = 0; i < count; i++) {
        length += weights[i] * depths[i];
      }
      assertThat(length).isEqualTo(leastLength(weights));
    }
  }

  /** What a queue of weights that joins the lightest two comes to. */
  private static long leastLength(long[] weights) {
    PriorityQueue<Long> queue = new PriorityQueue<>();
    Arrays.stream(weights).forEach(queue::add);
    long length = 0;
    while (queue.size() > 1) {
      long joined = queue.remove() + queue.remove();
      length += joined;
      queue.add(joined);
    }
    return length;
  }
}
