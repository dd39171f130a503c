package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.http.HttpRequestHead;
import io.github.imageresize.http.RequestTarget;
import io.github.imageresize.http.SigningKey;
import io.github.imageresize.http.UrlSigner;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSettingsTest {
  private static final String OLD = "old:000102030405060708090a0b0c0d0e0f";
  private static final String NEW = "new:100102030405060708090a0b0c0d0e0f";

  @Test
  void allowsWhatAnyOfTheThreeAllows() {
    HttpSettings settings =
        HttpSettings.of(
            Map.of(
                "SIGNING_KEYS", OLD + " " + NEW,
                "WIDTHS", "320  640",
                "PRESETS", "thumb=w=200&h=200&fit=cover plain="));

    assertThat(settings.prefix()).isEqualTo("/images/");
    for (String target :
        new String[] {
          UrlSigner.of(SigningKey.parse(OLD)).sign("/images/a.jpg?w=7"),
          UrlSigner.of(SigningKey.parse(NEW)).sign("/images/a.jpg?w=7"),
          "/images/a.jpg?w=320",
          "/images/a.jpg?w=640",
          "/images/a.jpg?p=thumb",
          "/images/a.jpg?p=plain"
        }) {
      assertThat(admits(settings, target)).as(target).isTrue();
    }
    assertThat(admits(settings, "/images/a.jpg?w=321")).isFalse();
    assertThat(admits(settings, "/images/a.jpg?p=other")).isFalse();
    assertThat(admits(settings, "/images/a.jpg?w=320&sig=old.AAAA")).isFalse();
  }

  @Test
  void hasAPrefixOfTheHostsChoice() {
    assertThat(HttpSettings.of(Map.of("WIDTHS", "320", "URL_PREFIX", "/prod/i/")).prefix())
        .isEqualTo("/prod/i/");
  }

  @Test
  void answersDescriptionsOnlyIfToldTo() {
    assertThat(HttpSettings.of(Map.of("WIDTHS", "320")).descriptions()).isFalse();
    assertThat(HttpSettings.of(Map.of("WIDTHS", "320", "DESCRIPTIONS", "true")).descriptions())
        .isTrue();
    assertThatThrownBy(() -> HttpSettings.of(Map.of("WIDTHS", "320", "DESCRIPTIONS", "yes")))
        .hasMessage("DESCRIPTIONS must be true or false, but is yes");
  }

  @Test
  void refusesToStartWithoutAPolicyAndSaysWhatToSet() {
    assertThatThrownBy(() -> HttpSettings.of(Map.of("SIGNING_KEYS", " ", "WIDTHS", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set SIGNING_KEYS to ID:HEX")
        .hasMessageContaining("WIDTHS")
        .hasMessageContaining("PRESETS");
  }

  @ParameterizedTest
  @CsvSource({
    "SIGNING_KEYS, 000102030405060708090a0b0c0d0e0f, must be ID:HEX",
    "SIGNING_KEYS, k1:0001, at least 16 bytes",
    "SIGNING_KEYS, k1:zz0102030405060708090a0b0c0d0e0f, must be ID:HEX",
    "WIDTHS, 320x, but is 320x",
    "WIDTHS, '320,640', 'but is 320,640'",
    "WIDTHS, 99999, 65535",
    "PRESETS, thumb, but is thumb",
    "PRESETS, a=w=1 a=w=2, a twice",
    "PRESETS, a=w=x, the preset a is malformed"
  })
  void namesASettingThatIsWrong(String name, String value, String message) {
    assertThatThrownBy(() -> HttpSettings.of(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(message)
        .hasMessageNotContaining("0102030405");
  }

  private static boolean admits(HttpSettings settings, String target) {
    return settings
        .sizes()
        .decide(RequestTarget.of(HttpRequestHead.get(target), settings.prefix(), settings.sizes()))
        .isAdmitted();
  }
}
