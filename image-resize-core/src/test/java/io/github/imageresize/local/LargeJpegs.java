package io.github.imageresize.local;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.codec.jpeg.JpegForm;
import java.util.ArrayList;
import java.util.List;

/** JPEG files that may be larger than a heap would hold as pixels. */
final class LargeJpegs {
  private LargeJpegs() {}

  static byte[] baseline(int width, int height) {
    return drawn(JpegForm.baseline(), width, height);
  }

  static byte[] progressive(int width, int height) {
    return drawn(JpegForm.progressive(), width, height);
  }

  /** A picture at 4:2:0 that is drawn row by row while it is encoded. */
  static byte[] drawn(ImageEncoder encoder, int width, int height) {
    List<Plane> planes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int share = i == 0 ? 1 : 2;
      int seed = i;
      planes.add(
          Plane.fullSize(
              new SampledRows(
                  width / share, height / share, (y, row) -> draw(row, y * share, share, seed))));
    }
    PlanarImage image = new PlanarImage(ColorModel.YCBCR, false, width, height, planes);
    return encoder.encode(image, EncodeRequest.builder(80).build());
  }

  private static void draw(float[] row, int y, int share, int seed) {
    for (int i = 0; i < row.length; i++) {
      int x = i * share;
      int wave = (x + seed * 300 & 1023) - 512;
      int edges = (x >> 5 ^ y >> 5) * (7 + seed) & 31;
      int noise = (x * 73_856_093 ^ y * 19_349_663) * 83_492_791 >>> 28;
      row[i] = 100 + Math.abs(wave) * 0.1f + (y & 511) * 0.1f + edges + noise;
    }
  }
}
