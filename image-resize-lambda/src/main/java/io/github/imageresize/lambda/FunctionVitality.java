package io.github.imageresize.lambda;

import java.util.HashSet;
import java.util.Set;

/**
 * Tells a function that died of an image from one that cannot live. A death is a verdict on the
 * image, unless the function died of several originals in a row and answered nothing in between.
 *
 * <p>Thread-safe.
 */
final class FunctionVitality {
  /** Of how many originals in a row a function that works may die. */
  static final int MOST_DEATHS = 5;

  private final Set<String> diedOf = new HashSet<>();

  /** It answered, if only that it cannot make an image. */
  synchronized void answered() {
    diedOf.clear();
  }

  /**
   * It died.
   *
   * @return whether that speaks against the original rather than the function
   */
  synchronized boolean diedOf(String source) {
    if (diedOf.size() <= MOST_DEATHS) {
      diedOf.add(source);
    }
    return diedOf.size() <= MOST_DEATHS;
  }
}
