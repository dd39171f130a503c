package io.github.imageresize.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  /** The first three are the examples of RFC 9110, section 5.6.7. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
        "Sunday, 06-Nov-94 08:49:37 GMT|1994-11-06T08:49:37Z",
        "Sun Nov  6 08:49:37 1994|1994-11-06T08:49:37Z",
        "Wed Nov 16 08:49:37 1994|1994-11-16T08:49:37Z",
        "Tuesday, 01-Jan-30 00:00:00 GMT|2030-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT|1970-01-01T00:00:00Z"
      })
  void readsEachOfTheThreeForms(String text, Instant instant) {
    assertThat(HttpDate.parse(text, NOW)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "yesterday",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 24:49:37 GMT",
        "Thu, 31 Feb 1994 08:49:37 GMT",
        "sun, 06 nov 1994 08:49:37 gmt",
        "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
        "1994-11-06T08:49:37Z"
      })
  void takesNothingElseForADate(String text) {
    assertThat(HttpDate.parse(text, NOW)).isEmpty();
  }

  @Test
  void takesTwoDigitsForAYearThatIsNotFiftyYearsAhead() {
    assertThat(HttpDate.parse("Wednesday, 01-Jan-76 00:00:00 GMT", NOW))
        .contains(Instant.parse("2076-01-01T00:00:00Z"));
    assertThat(HttpDate.parse("Saturday, 01-Jan-77 00:00:00 GMT", NOW))
        .contains(Instant.parse("1977-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1994-11-06T08:49:37.999Z|Sun, 06 Nov 1994 08:49:37 GMT",
        "0001-01-01T00:00:00Z|Mon, 01 Jan 0001 00:00:00 GMT",
        "9999-12-31T23:59:58Z|Fri, 31 Dec 9999 23:59:58 GMT",
        "1969-12-31T23:59:59.500Z|Wed, 31 Dec 1969 23:59:59 GMT"
      })
  void writesTheFormThatIsPreferredAndReadsItBack(Instant instant, String text) {
    assertThat(HttpDate.format(instant)).isEqualTo(text);
    assertThat(HttpDate.parse(text)).contains(Instant.ofEpochSecond(instant.getEpochSecond()));
  }
}
