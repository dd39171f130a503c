package io.github.imageresize.internal.raster;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** To sRGB through any profile that the JDK's colour engine knows, in 16 bits a sample. */
final class TableConversion implements PixelOperation {
  private static final float UNIT = 257;

  private final ColorConvertOp conversion;
  private final int sourcePlanes;

  /**
   * Prepares a conversion.
   *
   * @throws IllegalArgumentException if the profile can't be used
   */
  TableConversion(byte[] profile) {
    try {
      ICC_Profile from = ICC_Profile.getInstance(profile);
      sourcePlanes = from.getNumComponents();
      ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
      conversion = new ColorConvertOp(new ICC_Profile[] {from, srgb}, null);
      // The engine reads the tags only now.
      apply(new float[sourcePlanes][1], new float[3][1], 1);
    } catch (CMMException unusable) {
      throw new IllegalArgumentException("the colour engine refuses the profile", unusable);
    }
  }

  @Override
  public void apply(float[][] in, float[][] out, int length) {
    short[] samples = new short[length * sourcePlanes];
    for (int plane = 0; plane < sourcePlanes; plane++) {
      float[] from = in[plane];
      for (int i = 0, to = plane; i < length; i++, to += sourcePlanes) {
        samples[to] = (short) (Math.min(Math.max(from[i], 0), 255) * UNIT + 0.5f);
      }
    }
    short[] converted = new short[length * 3];
    conversion.filter(raster(samples, length, sourcePlanes), raster(converted, length, 3));
    for (int plane = 0; plane < out.length; plane++) {
      float[] to = out[plane];
      for (int i = 0, from = plane; i < length; i++, from += 3) {
        to[i] = (converted[from] & 0xffff) / UNIT;
      }
    }
  }

  private static WritableRaster raster(short[] samples, int length, int planes) {
    int[] offsets = new int[planes];
    for (int i = 0; i < planes; i++) {
      offsets[i] = i;
    }
    ComponentSampleModel model =
        new ComponentSampleModel(
            DataBuffer.TYPE_USHORT, length, 1, planes, length * planes, offsets);
    return Raster.createWritableRaster(model, new DataBufferUShort(samples, samples.length), null);
  }
}
