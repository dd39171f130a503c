package io.github.imageresize.internal.raster;

import java.nio.ByteBuffer;

/**
 * A tone curve of an ICC profile: from a device value to linear light, both 0..1. Types {@code
 * curv} and {@code para} of ICC.1:2022, clauses 10.6 and 10.18.
 */
final class ToneCurve {
  private static final int CURVE = 0x63757276;
  private static final int PARAMETRIC = 0x70617261;
  private static final int[] PARAMETERS = {1, 3, 4, 5, 7};

  private final int function;
  private final double[] values;

  private ToneCurve(int function, double[] values) {
    this.function = function;
    this.values = values;
  }

  /**
   * Reads a curve.
   *
   * @throws IllegalArgumentException if it is of another type or not well formed
   * @throws java.nio.BufferUnderflowException if it is cut off
   */
  static ToneCurve read(ByteBuffer tag) {
    int type = tag.getInt();
    tag.getInt();
    if (type == CURVE) {
      return readCurve(tag);
    }
    if (type == PARAMETRIC) {
      int function = tag.getShort();
      tag.getShort();
      if (function < 0 || function >= PARAMETERS.length) {
        throw new IllegalArgumentException("no parametric curve of type " + function);
      }
      double[] parameters = new double[7];
      for (int i = 0; i < PARAMETERS[function]; i++) {
        parameters[i] = tag.getInt() / 65536.0;
      }
      return new ToneCurve(function, parameters);
    }
    throw new IllegalArgumentException("no tone curve of type " + Integer.toHexString(type));
  }

  private static ToneCurve readCurve(ByteBuffer tag) {
    int count = tag.getInt();
    if (count == 0) {
      return new ToneCurve(0, new double[] {1});
    }
    if (count == 1) {
      return new ToneCurve(0, new double[] {(tag.getShort() & 0xffff) / 256.0});
    }
    if (count < 0 || count > tag.remaining() / 2) {
      throw new IllegalArgumentException("a curve of " + count + " entries is cut off");
    }
    double[] table = new double[count];
    for (int i = 0; i < count; i++) {
      table[i] = (tag.getShort() & 0xffff) / 65535.0;
    }
    return new ToneCurve(-1, table);
  }

  /** Linear light of a device value. */
  double linear(double x) {
    if (function < 0) {
      return interpolated(x);
    }
    if (function == 0) {
      return Math.pow(x, values[0]);
    }
    double g = values[0];
    double a = values[1];
    double b = values[2];
    return switch (function) {
      case 1 -> x >= -b / a ? power(a * x + b, g) : 0;
      case 2 -> (x >= -b / a ? power(a * x + b, g) : 0) + values[3];
      case 3 -> x >= values[4] ? power(a * x + b, g) : values[3] * x;
      default -> x >= values[4] ? power(a * x + b, g) + values[5] : values[3] * x + values[6];
    };
  }

  private static double power(double base, double exponent) {
    return Math.pow(Math.max(0, base), exponent);
  }

  private double interpolated(double x) {
    double position = x * (values.length - 1);
    int below = Math.min((int) position, values.length - 2);
    double share = position - below;
    return values[below] * (1 - share) + values[below + 1] * share;
  }
}
