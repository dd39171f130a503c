package io.github.imageresize.cache;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Rotation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The options of a request that can change the bytes of its result, each in one form only.
 *
 * @param width of the box in pixels of the result, 0 if it has none
 * @param height of the box in pixels of the result, 0 if it has none
 * @param position null where the fit places nothing
 * @param crop null for the whole image
 * @param flip never vertical: that is a horizontal flip and a half turn
 * @param format null where the source decides
 * @param quality 0 where the format has none
 * @param background null where none shows, or where the default rests on the source
 */
record CanonicalOptions(
    int width,
    int height,
    Fit fit,
    @Nullable Position position,
    @Nullable Crop crop,
    boolean enlarge,
    Flip flip,
    Rotation rotation,
    @Nullable ImageFormat format,
    int quality,
    @Nullable RgbaColor background,
    @Nullable String version,
    boolean keepCopyright) {

  private static final int DEFAULT_QUALITY = 80;
  private static final Crop WHOLE = Crop.percent(0, 0, 100, 100);

  static CanonicalOptions of(ImageRequest request) {
    int width = request.boxWidth().orElse(0);
    int height = request.boxHeight().orElse(0);
    Fit fit = fit(request.fit(), width, height);
    boolean vertical = request.flip() == Flip.VERTICAL;
    ImageFormat format = request.format().orElse(null);
    Crop crop = request.crop().orElse(null);
    boolean lossy = format == null || format.hasQuality();
    return new CanonicalOptions(
        width,
        height,
        fit,
        fit == Fit.COVER || fit == Fit.CONTAIN ? request.position() : null,
        WHOLE.equals(crop) ? null : crop,
        request.enlarge() && (width > 0 || height > 0),
        vertical ? Flip.HORIZONTAL : request.flip(),
        vertical ? halfTurned(request.rotation()) : request.rotation(),
        format,
        lossy ? request.quality().orElse(defaultQuality(format)) : 0,
        background(request.background().orElse(null), fit, format),
        request.version().orElse(null),
        request.keepCopyright());
  }

  private static int defaultQuality(@Nullable ImageFormat format) {
    return format == null ? DEFAULT_QUALITY : format.defaultQuality().orElse(DEFAULT_QUALITY);
  }

  /** With one side alone only {@code FILL} differs from the others, and with none nothing does. */
  private static Fit fit(Fit asked, int width, int height) {
    boolean box = width > 0 && height > 0;
    boolean side = width > 0 || height > 0;
    return box || (side && asked == Fit.FILL) ? asked : Fit.INSIDE;
  }

  private static Rotation halfTurned(Rotation rotation) {
    return switch (rotation) {
      case NONE -> Rotation.CLOCKWISE_180;
      case CLOCKWISE_90 -> Rotation.CLOCKWISE_270;
      case CLOCKWISE_180 -> Rotation.NONE;
      case CLOCKWISE_270 -> Rotation.CLOCKWISE_90;
    };
  }

  private static @Nullable RgbaColor background(
      @Nullable RgbaColor asked, Fit fit, @Nullable ImageFormat format) {
    if (format == ImageFormat.JPEG) {
      return asked == null ? RgbaColor.WHITE : asked;
    }
    boolean smoothAlpha = format != null && format.hasAlpha() && format != ImageFormat.GIF;
    if (!smoothAlpha) {
      return asked;
    }
    if (fit != Fit.CONTAIN) {
      return null;
    }
    return asked == null ? RgbaColor.TRANSPARENT : asked;
  }

  void describe(StringBuilder out) {
    out.append(";fit=").append(lowerCase(fit));
    append(out, "w", width == 0 ? null : width);
    append(out, "h", height == 0 ? null : height);
    append(out, "position", position == null ? null : position.label());
    append(out, "crop", crop == null ? null : crop.label());
    append(out, "enlarge", enlarge);
    append(out, "flip", lowerCase(flip));
    append(out, "rotate", rotation.degrees());
    append(out, "format", format == null ? "auto" : format.label());
    append(out, "q", quality == 0 ? null : quality);
    append(out, "bg", background == null ? null : background.toHex());
    append(out, "v", version);
    append(out, "copyright", keepCopyright ? "keep" : null);
  }

  private static void append(StringBuilder out, String name, @Nullable Object value) {
    if (value != null) {
      out.append(';').append(name).append('=').append(value);
    }
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
