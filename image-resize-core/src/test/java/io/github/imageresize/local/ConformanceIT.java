package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Position;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.RgbaColor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares results with the pictures of a float reference. The folders with the cases and with the
 * originals are named by the system properties {@code conformance.folder} and {@code
 * corpus.folder}; where they are not set, nothing is compared. The results and a report of their
 * PSNR are left in {@code target/conformance}.
 */
class ConformanceIT {
  private static final Path RESULTS = Path.of("target", "conformance");
  private static final List<String> REPORT = Collections.synchronizedList(new ArrayList<>());

  private final LocalResizeService service = LocalResizeService.builder().build();

  @TestFactory
  Stream<DynamicTest> comesCloseToTheReference() throws IOException {
    String folder = System.getProperty("conformance.folder");
    assumeTrue(folder != null, "conformance.folder is not set");
    Path cases = Path.of(folder);
    Path corpus =
        Path.of(System.getProperty("corpus.folder", cases.resolveSibling("corpus").toString()));
    Files.createDirectories(RESULTS);
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode one : new ObjectMapper().readTree(cases.resolve("cases.json").toFile())) {
      tests.add(DynamicTest.dynamicTest(one.get("id").asText(), () -> compare(one, cases, corpus)));
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  @AfterAll
  static void report() throws IOException {
    if (!REPORT.isEmpty()) {
      Files.write(RESULTS.resolve("report.txt"), REPORT);
    }
  }

  private void compare(JsonNode one, Path cases, Path corpus) throws IOException {
    byte[] original = Files.readAllBytes(corpus.resolve(one.get("input").asText()));
    ResizedImage result = service.resize(original, request(one));
    byte[] png = result.toByteArray();
    String id = one.get("id").asText();
    Files.write(RESULTS.resolve(id + ".png"), png);
    Pixels actual = Pixels.decode(png);
    int width = one.get("width").asInt();
    int height = one.get("height").asInt();
    assertThat(actual.width() + "x" + actual.height()).isEqualTo(width + "x" + height);
    assertThat(result.width() + "x" + result.height()).isEqualTo(width + "x" + height);
    Pixels expected =
        Pixels.decode(Files.readAllBytes(cases.resolve(one.get("expected").asText())));
    double psnr = actual.psnr(expected);
    double floor = one.get("floor").asDouble();
    REPORT.add(String.format(Locale.ROOT, "%6.2f dB (floor %5.2f)  %s", psnr, floor, id));
    assertThat(psnr).isGreaterThanOrEqualTo(floor);
  }

  private static ImageRequest request(JsonNode one) {
    ImageRequest.Builder builder = ImageRequest.builder(one.get("input").asText());
    one.get("request")
        .properties()
        .forEach(option -> set(builder, option.getKey(), option.getValue()));
    return builder.format(ImageFormat.PNG).build();
  }

  private static void set(ImageRequest.Builder builder, String option, JsonNode value) {
    switch (option) {
      case "width" -> builder.width(value.asInt());
      case "height" -> builder.height(value.asInt());
      case "fit" -> builder.fit(Fit.valueOf(value.asText().toUpperCase(Locale.ROOT)));
      case "position" -> builder.position(Position.parse(value.asText()));
      case "background" -> builder.background(RgbaColor.parse(value.asText()));
      default -> throw new IllegalArgumentException("a case has an unknown option: " + option);
    }
  }
}
