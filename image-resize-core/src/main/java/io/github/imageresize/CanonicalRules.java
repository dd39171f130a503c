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

  static @Nullable Integer boxWidth(ImageRequest request) {
    return orNull(request.boxWidth().orElse(0));
  }

  static @Nullable Integer boxHeight(ImageRequest request) {
    return orNull(request.boxHeight().orElse(0));
  }

  /** With one side alone only {@code FILL} differs from the others, and with none nothing does. */
  static Fit fit(ImageRequest request) {
    boolean box = request.width().isPresent() && request.height().isPresent();
    return box || (hasSide(request) && request.fit() == Fit.FILL) ? request.fit() : Fit.INSIDE;
  }

  /** What the content decides is what {@code COVER} keeps; {@code CONTAIN} then centres. */
  static @Nullable Position position(ImageRequest request) {
    return switch (fit(request)) {
      case COVER -> request.position();
      case CONTAIN -> request.position().isByContent() ? Position.CENTER : request.position();
      default -> null;
    };
  }

  static @Nullable Crop crop(ImageRequest request) {
    return request.crop().filter(crop -> !crop.equals(WHOLE)).orElse(null);
  }

  static Boolean enlarge(ImageRequest request) {
    return request.enlarge() && hasSide(request);
  }

  /** Never vertical: that is a horizontal flip and a half turn. */
  static Flip flip(ImageRequest request) {
    return request.flip() == Flip.VERTICAL ? Flip.HORIZONTAL : request.flip();
  }

  static Rotation rotation(ImageRequest request) {
    int halfTurn = request.flip() == Flip.VERTICAL ? 180 : 0;
    return Rotation.ofDegrees((request.rotation().degrees() + halfTurn) % 360);
  }

  static @Nullable Integer quality(ImageRequest request) {
    boolean lossy = request.format().map(ImageFormat::hasQuality).orElse(true);
    return lossy ? qualityOrDefault(request) : null;
  }

  /** The quality that was asked for, or the format's own, or the usual one. */
  static Integer qualityOrDefault(ImageRequest request) {
    OptionalInt ofFormat =
        request.format().map(ImageFormat::defaultQuality).orElse(OptionalInt.empty());
    return request.quality().orElse(ofFormat.orElse(DEFAULT_QUALITY));
  }

  /** Where the default rests on the source, only a colour that was asked for. */
  static @Nullable RgbaColor background(ImageRequest request) {
    @Nullable RgbaColor asked = request.background().orElse(null);
    @Nullable ImageFormat format = request.format().orElse(null);
    if (format == ImageFormat.JPEG) {
      return asked == null ? RgbaColor.WHITE : asked;
    }
    boolean smoothAlpha = format != null && format.hasAlpha() && format != ImageFormat.GIF;
    if (!smoothAlpha) {
      return asked;
    }
    boolean padded =
        fit(request) == Fit.CONTAIN || !request.geometry().padding().equals(Padding.NONE);
    if (!padded) {
      return null;
    }
    return asked == null ? RgbaColor.TRANSPARENT : asked;
  }

  static @Nullable Position overlayPosition(ImageRequest request) {
    return request
        .effects()
        .overlay()
        .filter(overlay -> !overlay.repeat())
        .map(Overlay::position)
        .orElse(null);
  }

  static @Nullable Frames frames(ImageRequest request) {
    boolean still = request.format().filter(format -> !format.hasAnimation()).isPresent();
    return still ? null : request.output().frames().orElse(null);
  }

  static @Nullable Boolean progressive(ImageRequest request) {
    return orNull(request.output().progressive() && mayBe(request, ImageFormat.JPEG));
  }

  static @Nullable Chroma chroma(ImageRequest request) {
    return mayBe(request, ImageFormat.JPEG) ? request.output().chroma().orElse(null) : null;
  }

  static @Nullable Boolean lossless(ImageRequest request) {
    return orNull(request.output().lossless() && mayBe(request, ImageFormat.WEBP));
  }

  static @Nullable Boolean palette(ImageRequest request) {
    return orNull(request.output().palette() && mayBe(request, ImageFormat.PNG));
  }

  private static boolean hasSide(ImageRequest request) {
    return request.width().isPresent() || request.height().isPresent();
  }

  private static boolean mayBe(ImageRequest request, ImageFormat format) {
    return request.format().map(asked -> asked == format).orElse(true);
  }

  private static @Nullable Integer orNull(int value) {
    return value == 0 ? null : (Integer) value;
  }

  private static @Nullable Boolean orNull(boolean value) {
    return value ? Boolean.TRUE : null;
  }
}
