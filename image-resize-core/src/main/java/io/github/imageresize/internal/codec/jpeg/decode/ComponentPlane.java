package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.raster.StreamedRows;
import java.util.Arrays;

/** The samples of a component, made row of blocks by row of blocks when they are asked for. */
final class ComponentPlane extends StreamedRows {
  private static final float MIDDLE = 128;

  private final ComponentLayout layout;
  private final Coefficients coefficients;
  private final McuRows source;
  private final int firstBlock;
  private final int blocks;
  private final int firstRow;
  private final float levelShift;
  private final float[][] planes;

  /** A step of 0 says that DC does not count; the level shift does all the same. */
  private final boolean withoutDc;

  private final InverseTransform transform;
  private final float[][][] target;
  private final float[][] unwanted;

  /**
   * A plane before its first row.
   *
   * @param layout of the component
   * @param picture which part of it is needed
   * @param steps quantisation steps by zigzag index
   * @param coefficients of the component, filled when the source has decoded a row of MCUs
   * @param source asked for the next row of MCUs when samples are needed
   */
  ComponentPlane(
      ComponentLayout layout,
      PictureLayout picture,
      int[] steps,
      Coefficients coefficients,
      McuRows source) {
    super(
        width(layout, picture), height(layout, picture), layout.points(), blocks(layout, picture));
    this.layout = layout;
    this.coefficients = coefficients;
    this.source = source;
    int points = layout.points();
    firstBlock = firstBlock(layout, picture);
    blocks = blocks(layout, picture);
    firstRow = firstRow(layout, picture);
    withoutDc = steps[0] == 0;
    int[] usable = steps.clone();
    usable[0] = Math.max(1, steps[0]);
    // The level shift (A.3.1) as a part of DC: with n points too, DC is 8 times the block's mean.
    levelShift = 8 * MIDDLE / usable[0];
    planes = new float[layout.coefficients()][blocks];
    transform = new InverseTransform(points, usable, blocks);
    target = new float[points][][];
    unwanted = new float[points][blocks];
  }

  private static int firstBlock(ComponentLayout layout, PictureLayout picture) {
    return picture.firstMcu() * layout.horizontal();
  }

  private static int blocks(ComponentLayout layout, PictureLayout picture) {
    return (picture.endMcu() - picture.firstMcu()) * layout.horizontal();
  }

  private static int width(ComponentLayout layout, PictureLayout picture) {
    int points = layout.points();
    return Math.min(
        layout.width() - firstBlock(layout, picture) * points, blocks(layout, picture) * points);
  }

  private static int firstRow(ComponentLayout layout, PictureLayout picture) {
    return picture.firstMcuRow() * layout.vertical() * layout.points();
  }

  private static int height(ComponentLayout layout, PictureLayout picture) {
    int endRow = picture.endMcuRow() * layout.vertical() * layout.points();
    return Math.min(layout.height(), endRow) - firstRow(layout, picture);
  }

  @Override
  protected void makeNext() {
    source.decodeNext();
  }

  @Override
  protected void releaseSources(int y) {
    // The source asks what each of its planes needs.
  }

  /** Whether any sample of a row of MCUs may still be asked for. */
  boolean needs(int mcuRow) {
    int rows = layout.vertical() * layout.points();
    return (mcuRow + 1) * rows - firstRow > begin();
  }

  /** Makes the samples of a row of MCUs, whose coefficients are there. */
  void transform(int mcuRow) {
    for (int v = 0; v < layout.vertical(); v++) {
      int blockRow = mcuRow * layout.vertical() + v;
      int y = blockRow * layout.points() - firstRow;
      if (y + layout.points() > begin()) {
        transform(blockRow, y);
      }
    }
  }

  private void transform(int blockRow, int y) {
    for (int plane = 0; plane < planes.length; plane++) {
      coefficients.copyPlane(blockRow, plane, firstBlock, planes[plane], blocks);
    }
    float[] dc = planes[0];
    if (withoutDc) {
      Arrays.fill(dc, 0, blocks, levelShift);
    } else {
      for (int i = 0; i < blocks; i++) {
        dc[i] += levelShift;
      }
    }
    for (int i = 0; i < target.length; i++) {
      target[i] = y + i < end() ? unwanted : append();
    }
    transform.transform(planes, target, blocks);
  }
}
