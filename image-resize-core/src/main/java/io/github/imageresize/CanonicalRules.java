package io.github.imageresize;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * When options can change the bytes of a result, and the one form in which a key then holds them,
 * for those where that rests on other options. Each is null where it can't.
 */
final class CanonicalRules {
  private static final int DEFAULT_QUALITY = 80;
  private static final Crop WHOLE = Crop.percent(0, 0, 100, 100);

  private CanonicalRules() {}

  static @Nullable Integer boxWidth(OptionValues values) {
    return scaled(values.given(ImageOptions.WIDTH), values);
  }

  static @Nullable Integer boxHeight(OptionValues values) {
    return scaled(values.given(ImageOptions.HEIGHT), values);
  }

  /** A side of the box in pixels; as it is given where no ratio is. */
  static @Nullable Integer scaled(@Nullable Integer side, OptionValues values) {
    Double ratio = values.given(ImageOptions.DEVICE_PIXEL_RATIO);
    return side == null || ratio == null ? side : (Integer) (int) Math.round(side * ratio);
  }

  /** With one side alone only {@code FILL} differs from the others, and with none nothing does. */
  static Fit fit(OptionValues values) {
    Fit asked = values.given(ImageOptions.FIT);
    if (asked == null) {
      return Fit.INSIDE;
    }
    boolean width = values.given(ImageOptions.WIDTH) != null;
    boolean height = values.given(ImageOptions.HEIGHT) != null;
    return (width && height) || ((width || height) && asked == Fit.FILL) ? asked : Fit.INSIDE;
  }

  /** What the content decides is what {@code COVER} keeps; {@code CONTAIN} then centres. */
  static @Nullable Position position(OptionValues values) {
    Fit fit = fit(values);
    if (fit != Fit.COVER && fit != Fit.CONTAIN) {
      return null;
    }
    Position asked = values.required(ImageOptions.POSITION);
    return fit == Fit.CONTAIN && asked.isByContent() ? Position.CENTER : asked;
  }

  static @Nullable Crop crop(OptionValues values) {
    Crop asked = values.given(ImageOptions.CROP);
    return WHOLE.equals(asked) ? null : asked;
  }

  static Boolean enlarge(OptionValues values) {
    boolean box =
        values.given(ImageOptions.WIDTH) != null || values.given(ImageOptions.HEIGHT) != null;
    return values.required(ImageOptions.ENLARGE) && box;
  }

  /** Never vertical: that is a horizontal flip and a half turn. */
  static Flip flip(OptionValues values) {
    Flip asked = values.required(ImageOptions.FLIP);
    return asked == Flip.VERTICAL ? Flip.HORIZONTAL : asked;
  }

  static Rotation rotation(OptionValues values) {
    Rotation asked = values.required(ImageOptions.ROTATION);
    return values.given(ImageOptions.FLIP) == Flip.VERTICAL
        ? Rotation.ofDegrees((asked.degrees() + 180) % 360)
        : asked;
  }

  static @Nullable Integer quality(OptionValues values) {
    ImageFormat format = values.given(ImageOptions.FORMAT);
    ImageFormat animated = animatedFormat(values);
    boolean lossy = format == null || format.hasQuality();
    return lossy || (animated != null && animated.hasQuality()) ? qualityOrDefault(values) : null;
  }

  /** None where the default rests on whether the original is animated. */
  static @Nullable Integer sentQuality(OptionValues values) {
    return animatedFormat(values) == null
        ? qualityOrDefault(values)
        : values.given(ImageOptions.QUALITY);
  }

  /** The quality that was asked for, or the format's own, or the usual one. */
  static Integer qualityOrDefault(OptionValues values) {
    Integer asked = values.given(ImageOptions.QUALITY);
    if (asked != null) {
      return asked;
    }
    ImageFormat format = values.given(ImageOptions.FORMAT);
    OptionalInt ofFormat = format == null ? OptionalInt.empty() : format.defaultQuality();
    return ofFormat.orElse(DEFAULT_QUALITY);
  }

  /** Where the default rests on the source, only a colour that was asked for. */
  static @Nullable RgbaColor background(OptionValues values) {
    RgbaColor asked = values.given(ImageOptions.BACKGROUND);
    ImageFormat format = values.given(ImageOptions.FORMAT);
    if (animatedFormat(values) != null) {
      return asked;
    }
    if (format != null && !format.hasAlpha()) {
      return asked == null ? RgbaColor.WHITE : asked;
    }
    boolean smoothAlpha = format != null && format.hasSmoothAlpha();
    if (!smoothAlpha) {
      return asked;
    }
    boolean padded = fit(values) == Fit.CONTAIN || values.given(ImageOptions.PADDING) != null;
    if (!padded) {
      return null;
    }
    return asked == null ? RgbaColor.TRANSPARENT : asked;
  }

  static @Nullable Position overlayPosition(OptionValues values) {
    boolean placed =
        values.given(ImageOptions.OVERLAY) != null && !values.required(ImageOptions.OVERLAY_REPEAT);
    return placed ? values.required(ImageOptions.OVERLAY_POSITION) : null;
  }

  static @Nullable Frames frames(OptionValues values) {
    ImageFormat format = values.given(ImageOptions.FORMAT);
    boolean animated = format == null || format.hasAnimation() || animatedFormat(values) != null;
    return animated ? values.given(ImageOptions.FRAMES) : null;
  }

  /** Of no meaning where the format is the original's own, or one frame is taken in any case. */
  static @Nullable ImageFormat animatedFormat(OptionValues values) {
    ImageFormat format = values.given(ImageOptions.FORMAT);
    ImageFormat animated = values.given(ImageOptions.ANIMATED_FORMAT);
    boolean first = values.given(ImageOptions.FRAMES) == Frames.FIRST;
    return format == null || format == animated || first ? null : animated;
  }

  static @Nullable Boolean progressive(OptionValues values) {
    return mayBe(values, ImageFormat.Feature.PROGRESSIVE)
        ? values.given(ImageOptions.PROGRESSIVE)
        : null;
  }

  static @Nullable Chroma chroma(OptionValues values) {
    return mayBe(values, ImageFormat.Feature.CHROMA) ? values.given(ImageOptions.CHROMA) : null;
  }

  static @Nullable Boolean lossless(OptionValues values) {
    return mayBe(values, ImageFormat.Feature.LOSSLESS) ? values.given(ImageOptions.LOSSLESS) : null;
  }

  static @Nullable Boolean palette(OptionValues values) {
    return mayBe(values, ImageFormat.Feature.PALETTE) ? values.given(ImageOptions.PALETTE) : null;
  }

  /** Whether the result may be of a format that has a feature. */
  private static boolean mayBe(OptionValues values, ImageFormat.Feature feature) {
    ImageFormat asked = values.given(ImageOptions.FORMAT);
    ImageFormat animated = animatedFormat(values);
    return asked == null || asked.has(feature) || (animated != null && animated.has(feature));
  }
}
