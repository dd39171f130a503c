package io.github.imageresize.http;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Rotation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The options that a URL may hold, each with its grammar: how it is read and how it is written. */
enum ImageOption {
  WIDTH("w") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      request.width(wholeNumber(value, ImageRequest.MAX_SIDE));
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return text(request.width());
    }
  },
  HEIGHT("h") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      request.height(wholeNumber(value, ImageRequest.MAX_SIDE));
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return text(request.height());
    }
  },
  DEVICE_PIXEL_RATIO("dpr") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      request.devicePixelRatio(ratio(value));
    }

    @Override
    @Nullable String print(ImageRequest request) {
      double ratio = request.devicePixelRatio();
      return ratio == 1 ? null : BigDecimal.valueOf(ratio).stripTrailingZeros().toPlainString();
    }
  },
  FIT("fit") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      request.fit(
          switch (value) {
            case "inside" -> Fit.INSIDE;
            case "cover" -> Fit.COVER;
            case "contain" -> Fit.CONTAIN;
            case "fill" -> Fit.FILL;
            case "outside" -> Fit.OUTSIDE;
            default -> throw broken(value, "must be inside, cover, contain, fill or outside");
          });
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return request.fit() == Fit.INSIDE ? null : lowerCase(request.fit());
    }
  },
  POSITION("position") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      request.position(Position.parse(value));
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return request.position().equals(Position.CENTER) ? null : request.position().label();
    }
  },
  CROP("crop") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      request.crop(Crop.parse(value));
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return request.crop().map(Crop::label).orElse(null);
    }
  },
  ENLARGE("enlarge") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      if (!value.equals("true") && !value.equals("false")) {
        throw broken(value, "must be true or false");
      }
      request.enlarge(value.equals("true"));
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return request.enlarge() ? "true" : null;
    }
  },
  ROTATE("rotate") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      switch (value) {
        case "0" -> request.rotation(Rotation.NONE);
        case "90" -> request.rotation(Rotation.CLOCKWISE_90);
        case "180" -> request.rotation(Rotation.CLOCKWISE_180);
        case "270" -> request.rotation(Rotation.CLOCKWISE_270);
        default -> throw broken(value, "must be 0, 90, 180 or 270");
      }
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return request.rotation() == Rotation.NONE
          ? null
          : Integer.toString(request.rotation().degrees());
    }
  },
  FLIP("flip") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      switch (value) {
        case "h" -> request.flip(Flip.HORIZONTAL);
        case "v" -> request.flip(Flip.VERTICAL);
        default -> throw broken(value, "must be h or v");
      }
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return switch (request.flip()) {
        case NONE -> null;
        case HORIZONTAL -> "h";
        case VERTICAL -> "v";
      };
    }
  },
  FORMAT("format") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      if (!value.equals("auto")) {
        request.format(
            ImageFormat.ofLabel(value)
                .orElseThrow(() -> broken(value, "must be jpeg, png, webp, gif or auto")));
      }
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return request.format().map(ImageFormat::label).orElse(null);
    }
  },
  QUALITY("q") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      request.quality(wholeNumber(value, 100));
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return text(request.quality());
    }
  },
  BACKGROUND("bg") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      request.background(RgbaColor.parse(value));
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return request.background().map(RgbaColor::toHex).orElse(null);
    }
  },
  VERSION("v") {
    @Override
    void apply(ImageRequest.Builder request, String value) {
      request.version(value);
    }

    @Override
    @Nullable String print(ImageRequest request) {
      return request.version().orElse(null);
    }
  };

  private static final ImageOption[] ALL = values();
  private static final int MAX_DIGITS = 9;

  private final String label;

  ImageOption(String label) {
    this.label = label;
  }

  /** The option's name in a query. */
  String label() {
    return label;
  }

  /** The option of a name, or null if there is none. */
  static @Nullable ImageOption ofLabel(String label) {
    for (ImageOption option : ALL) {
      if (option.label.equals(label)) {
        return option;
      }
    }
    return null;
  }

  /**
   * Reads the value and hands it to the request.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} and the rule that the value breaks
   */
  abstract void apply(ImageRequest.Builder request, String value);

  /** The value in its one canonical spelling, which {@link #apply} reads; null at the default. */
  abstract @Nullable String print(ImageRequest request);

  /**
   * The option that a host names.
   *
   * @throws IllegalArgumentException if there is none
   */
  static ImageOption required(String label) {
    ImageOption option = ofLabel(label);
    if (option == null) {
      throw new IllegalArgumentException(
          "the option must be one of " + labels() + ", but is " + label);
    }
    return option;
  }

  /** All names, for a message that says what would be right. */
  static String labels() {
    return Arrays.stream(ALL).map(ImageOption::label).collect(Collectors.joining(", "));
  }

  ImageResizeException broken(String value, String rule) {
    return ImageResizeException.invalid(label, value, rule);
  }

  int wholeNumber(String value, int most) {
    int number = isDigits(value) && value.length() <= MAX_DIGITS ? Integer.parseInt(value) : 0;
    if (number < 1 || number > most) {
      throw broken(value, "must be a whole number, 1.." + most);
    }
    return number;
  }

  double ratio(String value) {
    int point = value.indexOf('.');
    boolean decimal =
        point < 0
            ? isDigits(value)
            : isDigits(value.substring(0, point)) && isDigits(value.substring(point + 1));
    double number = decimal && value.length() <= MAX_DIGITS ? Double.parseDouble(value) : 0;
    if (number < 1 || number > 4) {
      throw broken(value, "must be a number, 1..4, such as 1.5");
    }
    return number;
  }

  private static @Nullable String text(OptionalInt value) {
    return value.isPresent() ? Integer.toString(value.getAsInt()) : null;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isDigits(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty();
  }
}
