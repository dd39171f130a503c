package io.github.imageresize.codec;

/**
 * The rows of one plane of samples, produced from top to bottom on demand and seen through a
 * sliding window: {@link #row} makes what is needed, {@link #release} says what is not needed any
 * more. Stages of the pipeline wrap each other as input streams do, and each holds no more rows
 * than its own window.
 *
 * <p>Samples are floats, nominally 0..255 whatever the depth of the source, and neither clamped nor
 * rounded between stages. Chroma is centred on 128.
 *
 * <p>A row is split into {@link #phases()} arrays: sample x stands at {@code row[x % phases][x /
 * phases]}. Ordinary rows have one phase. An inverse DCT of n points yields n phases and a forward
 * DCT takes 8, each with loops over neighbouring blocks that HotSpot can vectorise. All arrays have
 * at least {@code ceil(width / phases)} elements; what stands behind the last sample has no
 * meaning.
 *
 * <p>Not thread-safe; one image is worked on by one thread.
 */
public interface PlaneRows {

  /**
   * Samples in a row.
   *
   * @return positive
   */
  int width();

  /**
   * How many rows there are.
   *
   * @return positive
   */
  int height();

  /**
   * How many arrays a row is split into.
   *
   * @return 1..8
   */
  int phases();

  /**
   * Row {@code y}, made now if need be. Valid until released; not to be written to.
   *
   * @param y 0..height-1, not released before
   * @return as many arrays as there are {@linkplain #phases() phases}
   */
  float[][] row(int y);

  /**
   * Rows above {@code y} are not needed any more; their arrays may be used again. Rows that were
   * never asked for are skipped in this way, which may cost less than making them.
   *
   * @param y the first row that is still needed; lower ones than before change nothing
   */
  void release(int y);
}
