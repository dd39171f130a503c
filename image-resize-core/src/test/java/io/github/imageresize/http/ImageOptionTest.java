package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImageOptionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "w|007|7",
        "h|65535|65535",
        "dpr|1.50|1.5",
        "dpr|2.0|2",
        "fit|cover|cover",
        "fit|outside|outside",
        "position|top-right|top-right",
        "position|0.30,0.7|0.3,0.7",
        "crop|10.0%,20%,50%,60%|10%,20%,50%,60%",
        "crop|10,20,50,60|10,20,50,60",
        "enlarge|true|true",
        "rotate|270|270",
        "flip|h|h",
        "flip|v|v",
        "format|webp|webp",
        "q|1|1",
        "bg|FF8000|ff8000ff",
        "bg|ff800080|ff800080",
        "v|a:b_c|a:b_c"
      })
  void writesWhatItReadsInOneSpellingThatItReadsBack(String label, String value, String written) {
    ImageOption option = ImageOption.required(label);
    ImageRequest request = request(option, value);

    assertThat(option.print(request)).isEqualTo(written);
    assertThat(request(option, written)).isEqualTo(request);
  }

  @ParameterizedTest
  @EnumSource
  void writesNothingForTheDefault(ImageOption option) {
    assertThat(option.print(ImageRequest.builder("a.jpg").build())).isNull();
  }

  @ParameterizedTest
  @CsvSource({"dpr,1", "fit,inside", "position,center", "enlarge,false", "rotate,0", "format,auto"})
  void takesADefaultThatIsSpelledOutForTheDefault(String label, String value) {
    ImageOption option = ImageOption.required(label);

    assertThat(option.print(request(option, value))).isNull();
  }

  private static ImageRequest request(ImageOption option, String value) {
    ImageRequest.Builder request = ImageRequest.builder("a.jpg");
    option.apply(request, value);
    return request.build();
  }
}
