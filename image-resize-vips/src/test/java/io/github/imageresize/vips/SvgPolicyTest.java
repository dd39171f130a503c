package io.github.imageresize.vips;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgPolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<circle r='3'/>",
        "<use href='#part'/><image xlink:href='data:image/png;base64,AAAA'/>",
        "<rect style='fill:url(#gradient)'/>",
        "<style>circle { fill: red }</style>",
      })
  void admitsWhatStandsByItself(String content) {
    assertThatCode(() -> SvgPolicy.check(svg(content))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<g onload='alert(1)'/>",
        "<image xlink:href='http://example.org/a.png'/>",
        "<image xlink:href='file:///etc/passwd'/>",
        "<image href='/etc/passwd'/>",
        "<image href='data:text/html,x'/>",
        "<use href='other.svg#part'/>",
        "<rect style='fill:url( \"http://example.org/a\" )'/>",
        "<rect filter='url(other.svg#a)'/>",
        "<style>@import 'http://example.org/a.css';</style>",
        "<style>rect { fill: url(//example.org/a) }</style>",
        "<foreignObject><p/></foreignObject>",
        "<?xml-stylesheet href='http://example.org/a.css'?>",
      })
  void refusesByNameWhatReachesBeyondTheDocument(String content) {
    assertRefused(svg(content), Reason.UNSUPPORTED_IMAGE);
  }

  @Test
  void refusesDocumentTypesAndWithThemEntities() {
    String lol =
        "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
            + "<svg xmlns='http://www.w3.org/2000/svg'><text>&b;</text></svg>";
    String external =
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            + "<svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>";

    assertRefused(lol.getBytes(StandardCharsets.UTF_8), Reason.UNSUPPORTED_IMAGE);
    assertRefused(external.getBytes(StandardCharsets.UTF_8), Reason.UNSUPPORTED_IMAGE);
  }

  @Test
  void refusesWhatIsNotWellFormed() {
    assertRefused("<svg><g></svg>".getBytes(StandardCharsets.UTF_8), Reason.CORRUPT_IMAGE);
  }

  private static void assertRefused(byte[] document, Reason reason) {
    assertThatThrownBy(() -> SvgPolicy.check(document))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            e -> org.assertj.core.api.Assertions.assertThat(e.reason()).isEqualTo(reason));
  }

  private static byte[] svg(String content) {
    return ("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
            + " width='10' height='10'>"
            + content
            + "</svg>")
        .getBytes(StandardCharsets.UTF_8);
  }
}
