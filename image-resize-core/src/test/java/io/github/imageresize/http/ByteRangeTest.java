package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,1",
    "bytes=0-,0,100",
    "bytes=10-19,10,10",
    "bytes=90-999999999999,90,10",
    "bytes=-10,90,10",
    "bytes=-500,0,100",
    "bytes=100-,100,0",
    "bytes=999999999999-,100,0",
    "bytes=-0,100,0"
  })
  void readsOneRange(String field, int from, int count) {
    assertThat(ByteRange.parse(field, 100)).contains(new ByteRange(from, count));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=5-4",
        "bytes=a-b",
        "bytes=0-1,3-4",
        "items=0-1",
        "bytes=1",
        "bytes=--1",
        "bytes=0-9999999999999999999",
        "bytes=٣-٤"
      })
  void ignoresWhatIsNoSingleRange(String field) {
    assertThat(ByteRange.parse(field, 100)).isEmpty();
  }
}
