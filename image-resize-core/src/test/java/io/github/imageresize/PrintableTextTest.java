package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageResizeException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\r", "\u001b", "\u0085", "\u009b", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f",
        "\u061c"
      })
  void replacesWhatWouldLieInALog(String character) {
    assertThat(PrintableText.of("a" + character + "b" + character)).isEqualTo("a?b?");
  }

  @Test
  void leavesOrdinaryTextOfAnyScriptAlone() {
    String text = "Fotos/\u00e4rger \u05d0\u05d1 \u6f22\u5b57 \ud83d\ude00.jpg";
    assertThat(PrintableText.of(text)).isSameAs(text);
  }

  @Test
  void standsBetweenStrangersAndEveryMessage() {
    ImageResizeException quoting =
        new ImageResizeException(
            Reason.UNAVAILABLE, "said \u001b[31m\u202egpj.exe\nERROR all is lost");

    assertThat(quoting.getMessage()).isEqualTo("said ?[31m?gpj.exe?ERROR all is lost");
    assertThat(quoting.withPublicMessage("no\u202e").publicMessage()).isEqualTo("no?");
  }
}
