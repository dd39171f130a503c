package io.github.imageresize.internal.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates in header fields (RFC 9110, section 5.6.7), which count whole seconds. */
public final class HttpDate {
  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int LONGEST = 40;
  private static final int YEARS_AHEAD = 50;

  /** The form that is written, and that of C's asctime, which is only read. */
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          form(new DateTimeFormatterBuilder().appendPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'")),
          form(new DateTimeFormatterBuilder().appendPattern("EEE MMM ppd HH:mm:ss uuuu")));

  private HttpDate() {}

  private static DateTimeFormatter form(DateTimeFormatterBuilder builder) {
    return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * Reads a date in any of the three forms that recipients must accept.
   *
   * @param value a field's value
   * @return the instant, or empty if it is no date
   */
  public static Optional<Instant> parse(String value) {
    return parse(value, Instant.now());
  }

  static Optional<Instant> parse(String value, Instant now) {
    String text = value.strip();
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    for (DateTimeFormatter form : FORMS) {
      Optional<Instant> read = read(text, form);
      if (read.isPresent()) {
        return read;
      }
    }
    return read(text, withTwoDigitsOfYear(now));
  }

  /** RFC 850's form, whose year is the last one with these digits that isn't 50 years ahead. */
  private static DateTimeFormatter withTwoDigitsOfYear(Instant now) {
    int thisYear = now.atOffset(ZoneOffset.UTC).getYear();
    return form(
        new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, thisYear + YEARS_AHEAD - 99)
            .appendPattern(" HH:mm:ss 'GMT'"));
  }

  private static Optional<Instant> read(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException otherForm) {
      return Optional.empty();
    }
  }

  /**
   * Writes a date, without what it has of a second.
   *
   * @param instant in the years 1 to 9999
   * @return such as {@code Sun, 06 Nov 1994 08:49:37 GMT}
   */
  public static String format(Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(29);
    int day = 3 * (time.getDayOfWeek().getValue() - 1);
    text.append(DAYS, day, day + 3).append(", ");
    digits(text, time.getDayOfMonth(), 2).append(' ');
    int month = 3 * (time.getMonthValue() - 1);
    text.append(MONTHS, month, month + 3).append(' ');
    digits(text, time.getYear(), 4).append(' ');
    digits(text, time.getHour(), 2).append(':');
    digits(text, time.getMinute(), 2).append(':');
    return digits(text, time.getSecond(), 2).append(" GMT").toString();
  }

  private static StringBuilder digits(StringBuilder text, int value, int count) {
    String written = Integer.toString(value);
    return text.append("0000", 0, count - written.length()).append(written);
  }
}
