package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Shows odd and damaged originals beside what a browser shows of them: at natural size, and reduced
 * as the browser's picture is. The folder with {@code cases.json} is named by the system property
 * {@code browser.folder}; where it is not set, nothing is compared. The results and a report of
 * their PSNR are left in {@code target/browser}.
 */
class BrowserPicturesIT {
  private static final Path RESULTS = Path.of("target", "browser");
  private static final List<String> REPORT = Collections.synchronizedList(new ArrayList<>());

  /**
   * A JPEG with scans that refine bits which none has coded before (from bit 1 to bit 14 and 30;
   * T.81 G.1.1.1.2 wants one bit less each time). The browser, as ImageMagick and libvips, gives up
   * at the first of them, and what it is said to show is a place of the right size without a single
   * pixel. Here the scans before are shown, and the damage is told of; to give a picture of nothing
   * instead would be no answer to anybody.
   */
  private static final Set<String> SHOWN_HERE_ALONE =
      Set.of("4085c929e00c446d3fee18b5b20a27f9.jpg");

  private final LocalResizeService service = LocalResizeService.builder().build();

  @TestFactory
  Stream<DynamicTest> showsWhatABrowserShows() throws IOException {
    String folder = System.getProperty("browser.folder");
    assumeTrue(folder != null, "browser.folder is not set");
    Path cases = Path.of(folder);
    Files.createDirectories(RESULTS);
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode one : new ObjectMapper().readTree(cases.resolve("cases.json").toFile())) {
      String name = one.get("kind").asText() + ": " + one.get("file").asText();
      tests.add(DynamicTest.dynamicTest(name, () -> compare(one, cases)));
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  @AfterAll
  static void report() throws IOException {
    if (!REPORT.isEmpty()) {
      Collections.sort(REPORT);
      Files.write(RESULTS.resolve("report.txt"), REPORT);
    }
  }

  private void compare(JsonNode one, Path cases) throws IOException {
    String file = one.get("file").asText();
    byte[] original = Files.readAllBytes(cases.resolve("inputs").resolve(file));
    byte[] shown =
        Files.readAllBytes(cases.resolve("expected").resolve(one.get("expected").asText()));
    int width = one.get("width").asInt();
    int height = one.get("height").asInt();
    double floor = one.get("floor").asDouble();
    ImageRequest convert = ImageRequest.builder(file).format(ImageFormat.PNG).build();
    ResizedImage atNaturalSize = service.resize(original, convert);
    assertThat(atNaturalSize.width() + "x" + atNaturalSize.height())
        .isEqualTo(width + "x" + height);
    if (SHOWN_HERE_ALONE.contains(file)) {
      return;
    }
    ImageRequest halve =
        convert.toBuilder().width((width + 1) / 2).height((height + 1) / 2).fit(Fit.FILL).build();
    double natural = psnr(original, shown, convert);
    double reduced = psnr(original, shown, halve);
    REPORT.add(
        String.format(
            Locale.ROOT,
            "%6.2f dB, reduced %6.2f dB (floor %5.2f)  %s: %s",
            natural,
            reduced,
            floor,
            one.get("kind").asText(),
            file));
    assertThat(natural).as("PSNR at natural size").isGreaterThanOrEqualTo(floor);
    assertThat(reduced).as("PSNR at half size").isGreaterThanOrEqualTo(floor);
  }

  private double psnr(byte[] original, byte[] shown, ImageRequest request) throws IOException {
    byte[] png = service.resize(original, request).toByteArray();
    Pixels actual = Pixels.decode(png);
    String name = "%s-%dx%d.png".formatted(request.source(), actual.width(), actual.height());
    Files.write(RESULTS.resolve(name), png);
    return actual.psnr(Pixels.decode(service.resize(shown, request).toByteArray()));
  }
}
