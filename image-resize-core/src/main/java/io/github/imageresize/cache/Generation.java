package io.github.imageresize.cache;

/**
 * The time between two invalidations of one source, as an identity: what was read or made in it may
 * be given as long as it has not ended.
 */
final class Generation {
  private volatile boolean retired;

  void retire() {
    retired = true;
  }

  boolean isRetired() {
    return retired;
  }
}
