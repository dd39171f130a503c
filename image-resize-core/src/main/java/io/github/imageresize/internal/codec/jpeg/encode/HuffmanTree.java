package io.github.imageresize.internal.codec.jpeg.encode;

import java.util.Arrays;

/**
 * Finds how deep leaves lie in a Huffman tree. The leaves come sorted, so that of the joined nodes,
 * which grow heavier one after the other, and of the leaves the first one left is always the
 * lightest. Of equal ones a leaf is taken before a joined node.
 *
 * <p>Plain arrays and short methods: it is run twice or more for each image, and C2 would take
 * longer to compile a queue of objects than a fresh JVM takes for all else.
 */
final class HuffmanTree {
  private final int leaves;
  private final long[] weights;
  private final int[] parents;
  private int nextLeaf;
  private int nextJoined;
  private int nodes;

  /**
   * A tree.
   *
   * @param sortedWeights of the leaves, the lightest first; one at least
   */
  HuffmanTree(long... sortedWeights) {
    leaves = sortedWeights.length;
    weights = new long[2 * leaves - 1];
    parents = new int[2 * leaves - 1];
    System.arraycopy(sortedWeights, 0, weights, 0, leaves);
    nextJoined = leaves;
    nodes = leaves;
    while (nodes < weights.length) {
      join();
    }
  }

  private void join() {
    int a = lightest();
    int b = lightest();
    weights[nodes] = weights[a] + weights[b];
    parents[a] = nodes;
    parents[b] = nodes;
    nodes++;
  }

  private int lightest() {
    boolean leaf =
        nextLeaf < leaves && (nextJoined == nodes || weights[nextLeaf] <= weights[nextJoined]);
    return leaf ? nextLeaf++ : nextJoined++;
  }

  /** How many nodes lie above each leaf, in the order of the leaves. */
  int[] depths() {
    int[] depths = new int[nodes];
    for (int node = nodes - 2; node >= 0; node--) {
      depths[node] = depths[parents[node]] + 1;
    }
    return Arrays.copyOf(depths, leaves);
  }
}
