package io.github.imageresize.examples.resize;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Rotation;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options, with messages that say what would be right. */
final class OptionValues {
  private OptionValues() {}

  static final class WholeNumber implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("-?[0-9]{1,9}")) {
        throw new TypeConversionException("must be a whole number, but is " + text);
      }
      return Integer.valueOf(text);
    }
  }

  static final class Ratio implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      if (!text.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
        throw new TypeConversionException("must be a number such as 1.5, but is " + text);
      }
      return Double.valueOf(text);
    }
  }

  static final class FitName implements ITypeConverter<Fit> {
    @Override
    public Fit convert(String text) {
      return Arrays.stream(Fit.values())
          .filter(fit -> label(fit).equals(text))
          .findFirst()
          .orElseThrow(() -> unknown(text, Fit.values()));
    }
  }

  static final class Format implements ITypeConverter<ImageFormat> {
    @Override
    public ImageFormat convert(String text) {
      return ImageFormat.ofLabel(text.toLowerCase(Locale.ROOT))
          .orElseThrow(() -> unknown(text, ImageFormat.values()));
    }
  }

  static final class FlipName implements ITypeConverter<Flip> {
    @Override
    public Flip convert(String text) {
      return switch (text) {
        case "h", "horizontal" -> Flip.HORIZONTAL;
        case "v", "vertical" -> Flip.VERTICAL;
        default -> throw new TypeConversionException("must be h or v, but is " + text);
      };
    }
  }

  static final class Degrees implements ITypeConverter<Rotation> {
    @Override
    public Rotation convert(String text) {
      return checked(() -> Rotation.ofDegrees(new WholeNumber().convert(text)));
    }
  }

  static final class Place implements ITypeConverter<Position> {
    @Override
    public Position convert(String text) {
      return checked(() -> Position.parse(text));
    }
  }

  static final class Region implements ITypeConverter<Crop> {
    @Override
    public Crop convert(String text) {
      return checked(() -> Crop.parse(text));
    }
  }

  static final class Colour implements ITypeConverter<RgbaColor> {
    @Override
    public RgbaColor convert(String text) {
      return checked(() -> RgbaColor.parse(text));
    }
  }

  private interface Reading<T> {
    T read();
  }

  private static <T> T checked(Reading<T> reading) {
    try {
      return reading.read();
    } catch (ImageResizeException broken) {
      throw new TypeConversionException(broken.getMessage());
    }
  }

  private static TypeConversionException unknown(String text, Enum<?>[] known) {
    String names = Arrays.stream(known).map(OptionValues::label).collect(Collectors.joining(", "));
    return new TypeConversionException("must be one of " + names + ", but is " + text);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
