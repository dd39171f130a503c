package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.codec.IccProfile;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/** CMYK to sRGB, by its profile, or as inks that take away what they do not let through. */
final class CmykConversion implements ColorConversion {
  private final @Nullable ColorConvertOp byProfile;
  private byte[] inks = {};

  CmykConversion(@Nullable IccProfile profile) {
    byProfile = profile == null ? null : conversion(profile);
  }

  /** A profile that cannot be used is as if there were none. */
  private static @Nullable ColorConvertOp conversion(IccProfile profile) {
    try {
      ICC_Profile read = ICC_Profile.getInstance(profile.bytes());
      if (read.getColorSpaceType() != ColorSpace.TYPE_CMYK) {
        return null;
      }
      ColorSpace[] spaces = {new ICC_ColorSpace(read), ColorSpace.getInstance(ColorSpace.CS_sRGB)};
      return new ColorConvertOp(spaces[0], spaces[1], null);
    } catch (IllegalArgumentException | CMMException e) {
      return null;
    }
  }

  @Override
  public void convert(float[][] samples, byte[] rgb, int count) {
    if (byProfile == null) {
      for (int i = 0; i < count; i++) {
        float light = (255 - samples[3][i]) / 255;
        for (int channel = 0; channel < 3; channel++) {
          rgb[3 * i + channel] = (byte) Math.round((255 - samples[channel][i]) * light);
        }
      }
      return;
    }
    if (inks.length != 4 * count) {
      inks = new byte[4 * count];
    }
    for (int i = 0; i < count; i++) {
      for (int ink = 0; ink < 4; ink++) {
        inks[4 * i + ink] = (byte) Math.round(samples[ink][i]);
      }
    }
    byProfile.filter(raster(inks, 4, count), raster(rgb, 3, count));
  }

  private static WritableRaster raster(byte[] pixels, int bands, int count) {
    DataBuffer buffer = new DataBufferByte(pixels, bands * count);
    int[] offsets = new int[bands];
    for (int band = 0; band < bands; band++) {
      offsets[band] = band;
    }
    return Raster.createInterleavedRaster(buffer, count, 1, bands * count, bands, offsets, null);
  }
}
