package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.CanonicalRequest;
import io.github.imageresize.ImageRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTagTest {
  private static final CanonicalRequest KEY = key(300, "test-1");

  private static CanonicalRequest key(int width, String engine) {
    return CanonicalRequest.of(ImageRequest.builder("a.jpg").width(width).build(), engine);
  }

  @Test
  void isAStrongTagOfCharactersThatNeedNoEscaping() {
    assertThat(EntityTag.of(KEY, "v1").toString()).matches("\"[A-Za-z0-9_-]{22}\"");
  }

  @Test
  void differsWithWhateverDecidesTheBytes() {
    assertThat(EntityTag.of(KEY, "v1").toString())
        .isEqualTo(EntityTag.of(key(300, "test-1"), "v1").toString())
        .isNotEqualTo(EntityTag.of(KEY, "v2").toString())
        .isNotEqualTo(EntityTag.of(key(301, "test-1"), "v1").toString())
        .isNotEqualTo(EntityTag.of(key(300, "test-2"), "v1").toString())
        .isNotEqualTo(EntityTag.ofProvisional(KEY, "v1").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TAG|true",
        "W/TAG|true",
        "\"other\", TAG|true",
        "\"a,b\",W/\"c\",TAG|true",
        "*|true",
        "\"other\"|false",
        "\"other|false",
        "W/\"\"|false",
        "nonsense|false"
      })
  void findsItselfInAListByWeakComparison(String list, boolean found) {
    EntityTag tag = EntityTag.of(KEY, "v1");

    assertThat(tag.isListedIn(list.replace("TAG", tag.toString()))).isEqualTo(found);
  }

  @Test
  void comparesStronglyForRanges() {
    EntityTag tag = EntityTag.of(KEY, "v1");

    assertThat(tag.equalsStrongly(tag.toString())).isTrue();
    assertThat(tag.equalsStrongly("W/" + tag)).isFalse();
    assertThat(tag.equalsStrongly("Sun, 06 Nov 1994 08:49:37 GMT")).isFalse();
  }
}
