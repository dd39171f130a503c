package io.github.imageresize.codec.jpeg;

/**
 * Which damaged files are decoded as far as their data go, missing parts being grey. Files whose
 * headers or tables are damaged are always refused.
 */
public enum DamageTolerance {
  /** None. */
  NONE(1),
  /** Those of which more than the first tenth of the rows arrived; the default. */
  PARTIAL(0.1),
  /** All. */
  ANY(0);

  private final double share;

  DamageTolerance(double share) {
    this.share = share;
  }

  /** Whether a picture is accepted of whose rows this many arrived before something was amiss. */
  boolean accepts(int arrived, int rows) {
    return this == ANY || (this == PARTIAL && arrived > rows * share);
  }
}
