package io.github.imageresize.internal.codec.jpeg.decode;

/** Where a component's coefficients are read from when they are transformed. */
interface Coefficients {
  /**
   * Copies the coefficients of one frequency.
   *
   * @param blockRow in the component
   * @param plane the frequency, as {@link ComponentLayout#planeOf} numbers it
   * @param firstBlock the first block of the row that counts
   * @param target where its coefficient is written first
   * @param blocks how many
   */
  void copyPlane(int blockRow, int plane, int firstBlock, float[] target, int blocks);
}
