package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.ColorModel;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * The conversion of samples from the colour space of an embedded profile to sRGB. Profiles of
 * curves and a matrix (Display P3, Adobe RGB, ProPhoto) and grey curves are computed here in
 * floats; tables are left to the JDK's colour engine. Not thread-safe.
 */
public final class SrgbConversion {
  private static final System.Logger LOG = System.getLogger(SrgbConversion.class.getName());

  /**
   * What a conversion has to change at least, in levels of 0..255, to be worth doing. The rounded
   * primaries of common sRGB profiles make up to two levels, near black.
   */
  private static final float LEAST_CHANGE = 2.5f;

  private final ColorModel model;
  private final PixelOperation operation;

  private SrgbConversion(ColorModel model, PixelOperation operation) {
    this.model = model;
    this.operation = operation;
  }

  /**
   * The conversion that a profile asks for.
   *
   * @param profile an ICC profile as embedded
   * @return empty if the profile is sRGB's, for other models than RGB and grey, or unusable
   */
  public static Optional<SrgbConversion> of(byte[] profile) {
    try {
      ProfileTags parsed = new ProfileTags(profile);
      Optional<SrgbConversion> conversion = Optional.empty();
      if (parsed.isMatrixShaper()) {
        conversion = Optional.of(new SrgbConversion(ColorModel.RGB, new MatrixShaper(parsed)));
      } else if (parsed.isGreyCurve()) {
        conversion = Optional.of(new SrgbConversion(ColorModel.GREY, new GreyShaper(parsed)));
      } else if (parsed.colorSpace() == ProfileTags.RGB) {
        conversion = Optional.of(new SrgbConversion(ColorModel.RGB, new TableConversion(profile)));
      } else if (parsed.colorSpace() == ProfileTags.GREY) {
        conversion = Optional.of(new SrgbConversion(ColorModel.GREY, new TableConversion(profile)));
      }
      return conversion.filter(SrgbConversion::changesColors);
    } catch (IllegalArgumentException unusable) {
      LOG.log(Level.DEBUG, "An embedded colour profile is ignored", unusable);
      return Optional.empty();
    }
  }

  /** The model of the samples before and after: RGB or grey. */
  public ColorModel model() {
    return model;
  }

  PixelOperation operation() {
    return operation;
  }

  /** Tries the conversion on a grid of colours. */
  private boolean changesColors() {
    int planes = model.colorPlanes();
    int steps = planes == 1 ? 52 : 9;
    int count = (int) Math.pow(steps, planes);
    float[][] in = new float[planes][count];
    float[][] out = new float[planes][count];
    for (int i = 0; i < count; i++) {
      for (int plane = 0, rest = i; plane < planes; plane++, rest /= steps) {
        in[plane][i] = rest % steps * 255f / (steps - 1);
      }
    }
    operation.apply(in, out, count);
    float change = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int i = 0; i < count; i++) {
        change = Math.max(change, Math.abs(in[plane][i] - out[plane][i]));
      }
    }
    return change > LEAST_CHANGE;
  }
}
