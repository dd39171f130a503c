package io.github.imageresize.internal.option;

import io.github.imageresize.ImageResizeException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A decimal number in a range, rounded to some places, so that a value has one spelling. */
public record Decimal(double least, double most, int places, String example)
    implements Grammar<Double> {

  private static final int MOST_DIGITS = 9;

  @Override
  public Double checked(String field, Double value) {
    if (!(value >= least && value <= most)) {
      throw ImageResizeException.invalid(field, value, "must be " + values());
    }
    return rounded(value);
  }

  @Override
  public Double read(String field, String text) {
    double number = isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw ImageResizeException.invalid(field, text, rule());
    }
    return rounded(number);
  }

  @Override
  public String print(Double value) {
    return plainText(value);
  }

  @Override
  public Object plain(Double value) {
    return value;
  }

  @Override
  public Double ofPlain(String field, Object plain) {
    if (!(plain instanceof Number number)) {
      throw ImageResizeException.invalid(field, plain, rule());
    }
    return checked(field, number.doubleValue());
  }

  @Override
  public String values() {
    return plainText(least) + ".." + plainText(most);
  }

  private String rule() {
    return "must be a number, " + values() + ", such as " + example;
  }

  private double rounded(double value) {
    return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP).doubleValue();
  }

  /** The number without an exponent and without zeros at its end. */
  static String plainText(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Integer.toString((int) value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Whether a text is digits, possibly with a point and more digits, and not too many. */
  static boolean isDecimal(String text) {
    int point = text.indexOf('.');
    boolean wellFormed =
        point < 0
            ? isDigits(text)
            : isDigits(text.substring(0, point)) && isDigits(text.substring(point + 1));
    return wellFormed && text.length() <= MOST_DIGITS;
  }

  static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
