package io.github.imageresize.internal.raster;

/** From the red, green and blue of a profile of curves and a matrix to sRGB. */
final class MatrixShaper implements PixelOperation {
  /** Columns: sRGB's primaries, adapted to D50 by the Bradford transform, as profiles hold them. */
  private static final double[][] SRGB = {
    {0.4360747, 0.3850649, 0.1430804},
    {0.2225045, 0.7168786, 0.0606169},
    {0.0139322, 0.0971045, 0.7141733}
  };

  private final ToneTable red;
  private final ToneTable green;
  private final ToneTable blue;
  private final float[][] matrix = new float[3][3];

  MatrixShaper(ProfileTags profile) {
    red = new ToneTable(profile.curve("rTRC"));
    green = new ToneTable(profile.curve("gTRC"));
    blue = new ToneTable(profile.curve("bTRC"));
    double[][] primaries = {profile.xyz("rXYZ"), profile.xyz("gXYZ"), profile.xyz("bXYZ")};
    double[][] toSrgb = inverse(SRGB);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += toSrgb[row][k] * primaries[column][k];
        }
        matrix[row][column] = (float) sum;
      }
    }
  }

  @Override
  public void apply(float[][] in, float[][] out, int length) {
    for (int i = 0; i < length; i++) {
      float r = red.linear(in[0][i]);
      float g = green.linear(in[1][i]);
      float b = blue.linear(in[2][i]);
      out[0][i] = SrgbCurve.encode(matrix[0][0] * r + matrix[0][1] * g + matrix[0][2] * b);
      out[1][i] = SrgbCurve.encode(matrix[1][0] * r + matrix[1][1] * g + matrix[1][2] * b);
      out[2][i] = SrgbCurve.encode(matrix[2][0] * r + matrix[2][1] * g + matrix[2][2] * b);
    }
  }

  private static double[][] inverse(double[][] m) {
    double[][] cofactors = new double[3][3];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        int r1 = (row + 1) % 3;
        int r2 = (row + 2) % 3;
        int c1 = (column + 1) % 3;
        int c2 = (column + 2) % 3;
        cofactors[column][row] = m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
      }
    }
    double determinant =
        m[0][0] * cofactors[0][0] + m[0][1] * cofactors[1][0] + m[0][2] * cofactors[2][0];
    for (double[] row : cofactors) {
      for (int column = 0; column < 3; column++) {
        row[column] /= determinant;
      }
    }
    return cofactors;
  }
}
