package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.OptionExamples;
import io.github.imageresize.Padding;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Rotation;
import io.github.imageresize.lambda.Invocation.Operation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationTest {

  /** The golden message: other functions were written to it. */
  @Test
  void spellsDefaultsOutAndMultipliesThePixelRatioIn() {
    ImageRequest request = ImageRequest.builder("a b.jpg").width(100).devicePixelRatio(2).build();

    assertThat(json(new Invocation(Operation.RESIZE, request, true)))
        .isEqualTo(
            "{\"contract\":1,\"operation\":\"resize\",\"handOff\":true,\"request\":{\"source\":\"a b.jpg\","
                + "\"width\":200,\"fit\":\"inside\",\"position\":\"center\",\"enlarge\":false,"
                + "\"flip\":\"none\",\"rotate\":0,\"quality\":80,\"keepCopyright\":false}}");
  }

  @Test
  void asksForAVersionByTheSourceAlone() {
    ImageRequest request = ImageRequest.builder("a.jpg").width(100).build();

    assertThat(json(new Invocation(Operation.VERSION, request, false)))
        .isEqualTo("{\"contract\":1,\"operation\":\"version\",\"request\":{\"source\":\"a.jpg\"}}");
  }

  @Test
  void asksForADescriptionByTheSourceAloneInTheContractThatHasIt() throws IOException {
    ImageRequest request = ImageRequest.builder("a.jpg").build();
    Invocation invocation = new Invocation(Operation.DESCRIBE, request, false);

    assertThat(json(invocation))
        .isEqualTo(
            "{\"contract\":2,\"operation\":\"describe\",\"request\":{\"source\":\"a.jpg\"}}");
    assertThat(Invocation.read(new ByteArrayInputStream(invocation.toJson())))
        .isEqualTo(invocation);
    assertThatThrownBy(
            () ->
                Invocation.read(
                    new ByteArrayInputStream(
                        json(invocation).replace(":2", ":1").getBytes(StandardCharsets.UTF_8))))
        .hasMessage("contract must be 2 for the operation describe, but is 1");
  }

  @Test
  void readsBackEveryOption() throws IOException {
    ImageRequest request =
        ImageRequest.builder("ordner/ä+%.jpg")
            .width(300)
            .height(200)
            .fit(Fit.COVER)
            .position(Position.focalPoint(0.3, 0.7))
            .crop(Crop.percent(10, 10, 50, 50))
            .enlarge(true)
            .flip(Flip.VERTICAL)
            .rotation(Rotation.CLOCKWISE_90)
            .format(ImageFormat.WEBP)
            .quality(55)
            .background(RgbaColor.parse("ff000080"))
            .keepCopyright(true)
            .build();
    Invocation invocation = new Invocation(Operation.RESIZE, request, true);

    assertThat(Invocation.read(new ByteArrayInputStream(invocation.toJson())))
        .isEqualTo(invocation);
  }

  @Test
  void readsBackEveryOptionThatFunctionsAreTold() throws IOException {
    for (ImageOption<?> option : ImageOptions.all()) {
      if (option.contractName().isEmpty()) {
        continue;
      }
      ImageRequest request =
          OptionExamples.asking(option, ImageRequest.builder("a.jpg").quality(80)).build();
      Invocation invocation = new Invocation(Operation.RESIZE, request, true);

      assertThat(Invocation.read(new ByteArrayInputStream(invocation.toJson())))
          .as(json(invocation))
          .isEqualTo(invocation);
    }
  }

  /** The golden message of the second version. */
  @Test
  void asksInTheOldestContractThatHasWordsForIt() {
    ImageRequest.Builder request =
        ImageRequest.builder("a.jpg").format(ImageFormat.PNG).crop(Crop.pixels(0, 0, 9, 9));

    assertThat(new Invocation(Operation.RESIZE, request.build(), true).contract()).isEqualTo(1);
    request.blur(2.5).padding(Padding.all(20)).radius(ImageRequest.MAX_RADIUS).grayscale(true);
    assertThat(json(new Invocation(Operation.RESIZE, request.build(), false)))
        .isEqualTo(
            "{\"contract\":2,\"operation\":\"resize\",\"handOff\":false,\"request\":{\"source\":\"a.jpg\","
                + "\"fit\":\"inside\",\"position\":\"center\",\"crop\":\"0,0,9,9\",\"padding\":\"20\","
                + "\"enlarge\":false,\"flip\":\"none\",\"rotate\":0,\"format\":\"png\",\"quality\":80,"
                + "\"keepCopyright\":false,\"grayscale\":true,\"blur\":2.5,\"radius\":\"max\"}}");
  }

  @Test
  void namesEveryFieldInTheContract() throws IOException {
    String contract = Files.readString(Path.of("CONTRACT.md"));

    for (ImageOption<?> option : ImageOptions.all()) {
      option
          .contractName()
          .ifPresent(name -> assertThat(contract).contains("`request." + name + "`"));
    }
  }

  @Test
  void ignoresFieldsThatItDoesNotKnow() throws IOException {
    assertThat(
            read("{'contract':1,'later':[1],'request':{'source':'a.jpg','width':null,'dpr':2}}")
                .request())
        .isEqualTo(ImageRequest.builder("a.jpg").build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no JSON | INVALID_REQUEST | JSON",
        "[1] | INVALID_REQUEST | JSON",
        "null | INVALID_REQUEST | null",
        "{'contract':null} | INVALID_REQUEST | contract",
        "{'contract':1,'request':null} | INVALID_REQUEST | request",
        "{'contract':1,'request':{'source':null}} | INVALID_REQUEST | source",
        "{} | INVALID_REQUEST | contract",
        "{'contract':3} | UNAVAILABLE | contracts 1 to 2",
        "{'contract':0} | UNAVAILABLE | contracts 1 to 2",
        "{'contract':1,'request':{'source':'a','blur':5}} | INVALID_REQUEST | 2 for the option blur",
        "{'contract':1,'request':{'source':'a','position':'entropy'}} | INVALID_REQUEST | 2 for the",
        "{'contract':2,'request':{'source':'a','blur':0}} | INVALID_REQUEST | blur",
        "{'contract':2,'request':{'source':'a','blur':'5'}} | INVALID_REQUEST | blur",
        "{'contract':2,'request':{'source':'a','grayscale':1}} | INVALID_REQUEST | grayscale",
        "{'contract':2,'request':{'source':'a','padding':'1,2'}} | INVALID_REQUEST | padding",
        "{'contract':2,'request':{'source':'a','overlayScale':0.5}} | INVALID_REQUEST | overlay",
        "{'contract':1} | INVALID_REQUEST | request",
        "{'contract':1,'request':{}} | INVALID_REQUEST | source",
        "{'contract':1,'operation':'delete','request':{}} | INVALID_REQUEST | operation",
        "{'contract':1,'request':{'source':'a','width':0}} | INVALID_REQUEST | width",
        "{'contract':1,'request':{'source':'a','width':1.5}} | INVALID_REQUEST | width",
        "{'contract':1,'request':{'source':'a','width':99999999999}} | INVALID_REQUEST | width",
        "{'contract':1,'request':{'source':'a','fit':'crop'}} | INVALID_REQUEST | fit",
        "{'contract':1,'request':{'source':'a','format':'bmp'}} | INVALID_REQUEST | format"
      })
  void namesWhatBreaksTheContract(String message, Reason reason, String named) {
    assertThatThrownBy(() -> read(message))
        .hasMessageContaining(named)
        .isInstanceOfSatisfying(
            ImageResizeException.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  @Test
  void refusesAnEmptyMessage() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void readsANumberInEachOfItsForms() throws IOException {
    for (String three : new String[] {"300", "300.0", "3e2", "3.00E+2"}) {
      assertThat(read("{'contract':1.0,'request':{'source':'a','width':" + three + "}}").request())
          .isEqualTo(ImageRequest.builder("a").width(300).build());
    }
  }

  private static Invocation read(String message) throws IOException {
    byte[] json = message.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Invocation.read(new ByteArrayInputStream(json));
  }

  private static String json(Invocation invocation) {
    return new String(invocation.toJson(), StandardCharsets.UTF_8);
  }
}
