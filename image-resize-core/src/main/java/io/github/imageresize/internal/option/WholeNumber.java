package io.github.imageresize.internal.option;

import io.github.imageresize.ImageResizeException;
import org.jspecify.annotations.Nullable;

/** A whole number in a range. The largest one may have a word of its own. */
public record WholeNumber(int least, int most, @Nullable String wordForMost)
    implements Grammar<Integer> {

  private static final int MOST_DIGITS = 10;

  public WholeNumber(int least, int most) {
    this(least, most, null);
  }

  @Override
  public Integer checked(String field, Integer value) {
    if (value < least || value > most) {
      throw ImageResizeException.invalid(field, value, "must be " + values());
    }
    return value;
  }

  @Override
  public Integer read(String field, String text) {
    if (text.equals(wordForMost)) {
      return most;
    }
    boolean readable = text.length() <= MOST_DIGITS && Decimal.isDigits(text);
    long number = readable ? Long.parseLong(text) : -1;
    if (number < least || number > most) {
      throw ImageResizeException.invalid(field, text, rule());
    }
    return (int) number;
  }

  @Override
  public String print(Integer value) {
    return wordForMost != null && value == most ? wordForMost : Integer.toString(value);
  }

  @Override
  public Object plain(Integer value) {
    return wordForMost != null && value == most ? wordForMost : value;
  }

  @Override
  public Integer ofPlain(String field, Object plain) {
    if (plain instanceof Number number) {
      // JSON has numbers of one kind alone: 300, 300.0 and 3e2 are the same.
      double value = number.doubleValue();
      if (value == Math.rint(value) && value >= least && value <= most) {
        return (int) value;
      }
    } else if (plain.equals(wordForMost)) {
      return most;
    }
    throw ImageResizeException.invalid(field, plain, rule());
  }

  @Override
  public String values() {
    return least + ".." + most + (wordForMost == null ? "" : " or " + wordForMost);
  }

  private String rule() {
    return "must be a whole number, " + values();
  }
}
