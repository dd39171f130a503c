package io.github.imageresize.internal.raster;

/** From the luminance of a profile of one curve to sRGB's. */
final class GreyShaper implements PixelOperation {
  private final ToneTable curve;

  GreyShaper(ProfileTags profile) {
    curve = new ToneTable(profile.curve("kTRC"));
  }

  @Override
  public void apply(float[][] in, float[][] out, int length) {
    float[] from = in[0];
    float[] to = out[0];
    for (int i = 0; i < length; i++) {
      to[i] = SrgbCurve.encode(curve.linear(from[i]));
    }
  }
}
