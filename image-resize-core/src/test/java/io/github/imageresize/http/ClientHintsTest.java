package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientHintsTest {
  private final MapService service = new MapService();

  private ImageRequest answered(SizePolicy policy, String target, String... fields) {
    HttpRequestHead head = HttpRequestHead.get("/images/" + target);
    for (int i = 0; i < fields.length; i += 2) {
      head = head.withField(fields[i], fields[i + 1]);
    }
    ImageHttpHandler handler =
        ImageHttpHandler.builder(service).sizes(policy).clientHints(true).build();
    ImageRequest request = handler.explain(head).request();
    assertThat(request).isNotNull();
    return request;
  }

  @ParameterizedTest
  @CsvSource({
    "a.jpg?w=300,Sec-CH-DPR,2.625,300,3.0,0",
    "a.jpg?w=300,Sec-CH-DPR,1.0,300,1.0,0",
    "a.jpg?w=300,Sec-CH-DPR,1.25,300,1.5,0",
    "a.jpg?w=300,Sec-CH-DPR,99,300,3.0,0",
    "a.jpg?w=300&dpr=1.5,Sec-CH-DPR,3,300,1.5,0",
    "a.jpg,Sec-CH-DPR,3,0,1.0,0",
    "a.jpg?w=300,Sec-CH-DPR,-1,300,1.0,0",
    "a.jpg?w=300,Sec-CH-DPR,NaN,300,1.0,0",
    "a.jpg?w=300,Sec-CH-DPR,0,300,1.0,0",
    "a.jpg,Sec-CH-Width,500,640,1.0,0",
    "a.jpg,Sec-CH-Width,99999,3840,1.0,0",
    "a.jpg?w=300,Sec-CH-Width,500,300,1.0,0",
    "a.jpg?w=300,Save-Data,on,300,1.0,50",
    "a.jpg?w=300&q=90,Save-Data,on,300,1.0,90",
    "a.jpg?w=300,Save-Data,off,300,1.0,0"
  })
  void countWhereTheUrlLeavesTheirOptionOpen(
      String target, String field, String value, int width, double dpr, int quality) {
    ImageRequest request = answered(SizePolicy.allowAnySize(), target, field, value);

    assertThat(request.width().orElse(0)).isEqualTo(width);
    assertThat(request.devicePixelRatio()).isEqualTo(dpr);
    assertThat(request.quality().orElse(0)).isEqualTo(quality);
  }

  @Test
  void openNothingThatThePolicyHasNot() {
    SizePolicy closed = SizePolicy.widths(300);
    SizePolicy open = SizePolicy.widths(300).dprs(2);

    assertThat(answered(closed, "a.jpg?w=300", "Sec-CH-DPR", "2").devicePixelRatio()).isEqualTo(1);
    assertThat(answered(open, "a.jpg?w=300", "Sec-CH-DPR", "2").devicePixelRatio()).isEqualTo(2);
    assertThat(answered(open, "a.jpg?w=300", "Sec-CH-DPR", "3").devicePixelRatio()).isEqualTo(1);
  }

  @Test
  void areWhatRepliesVaryOnAndAreIgnoredByDefault() {
    ImageHttpHandler hinted =
        ImageHttpHandler.builder(service)
            .sizes(SizePolicy.allowAnySize())
            .clientHints(true)
            .build();
    ImageHttpHandler plain =
        ImageHttpHandler.builder(service).sizes(SizePolicy.allowAnySize()).build();
    HttpRequestHead head =
        HttpRequestHead.get("/images/a.jpg?w=3&format=png").withField("Sec-CH-DPR", "2");

    assertThat(hinted.fields()).contains("Sec-CH-DPR", "Sec-CH-Width", "Save-Data");
    assertThat(hinted.answer(head).field("Vary")).contains("Save-Data, Sec-CH-DPR, Sec-CH-Width");
    assertThat(plain.answer(head).field("Vary")).isEmpty();
    assertThat(Optional.ofNullable(plain.explain(head).request()).orElseThrow().devicePixelRatio())
        .isEqualTo(1);
  }
}
