package io.github.imageresize.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.local.LocalResizeService;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Colour, depth and turns of what cameras write, drawn by the program {@code vips} (Debian's
 * libvips-tools); skipped, with its reason, where that or libvips is missing.
 */
class VipsColorIT {
  private static final int WIDTH = 80;
  private static final int HEIGHT = 40;

  /** Left above, right above, left below, right below. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(200, 60, 40),
          new Color(50, 160, 70),
          new Color(60, 80, 190),
          new Color(180, 180, 170));

  private static LocalResizeService service;

  @TempDir private Path folder;

  @BeforeAll
  static void load() {
    try {
      service =
          LocalResizeService.builder()
              .codec(VipsCodec.load())
              .limits(ResizeLimits.builder().deadline(Duration.ofMinutes(2)).build())
              .build();
    } catch (VipsUnavailableException e) {
      abort(e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"heic, 8", "heic, 10", "avif, 8"})
  void readsAProfileAtEachDepth(String kind, int bits) throws Exception {
    VipsProgram.run(
        "icc_transform", drawn(), folder.resolve("p3.png[bitdepth=16]"), "p3", "--depth", "16");

    byte[] heif = heif(folder.resolve("p3.png"), kind, bits);

    assertThat(new String(heif, StandardCharsets.ISO_8859_1)).containsAnyOf("colrrICC", "colrprof");
    assertColours(read(heif), 6);
  }

  /**
   * Numbers in the place of a profile: 12 is Display P3, 9 BT.2020; 13 is sRGB's curve, 8 light.
   */
  @ParameterizedTest
  @CsvSource({"p3, 12, 13", "srgb, 1, 13", "srgb, 2, 2"})
  void readsPrimariesThatAreNumbered(String space, int primaries, int transfer) throws Exception {
    VipsProgram.run("icc_transform", drawn(), folder.resolve("in.v"), space);
    VipsProgram.run("copy", folder.resolve("in.v"), folder.resolve("bare.png[strip]"));

    byte[] avif = heif(folder.resolve("bare.png"), "avif", 8);

    assertThat(new String(avif, StandardCharsets.ISO_8859_1)).doesNotContain("prof", "rICC");
    assertColours(read(HeifBoxes.coloured(avif, primaries, transfer)), 6);
  }

  /** White of text at 203 cd/m² is white, and what is brighter is not brighter than that. */
  @ParameterizedTest
  @CsvSource({
    "16, 148, 255",
    "16, 255, 255",
    "16, 0, 0",
    "18, 191, 255",
    "18, 255, 255",
    "8, 55, 128"
  })
  void showsHighDynamicRangeUpToTheWhiteOfText(int transfer, int sample, int shown)
      throws Exception {
    BufferedImage grey = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = grey.createGraphics();
    graphics.setColor(new Color(sample, sample, sample));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.dispose();
    Path png = folder.resolve("grey.png");
    ImageIO.write(grey, "png", png.toFile());

    BufferedImage read = read(HeifBoxes.coloured(heif(png, "avif", 8), 9, transfer));

    assertThat(at(read, 0, 0).getGreen()).isCloseTo(shown, within(6));
    assertThat(at(read, 0, 0).getRed()).isCloseTo(shown, within(6));
  }

  /** Pictures of telephones are grids of tiles, which libheif writes, too. */
  @ParameterizedTest
  @ValueSource(ints = {8, 10})
  void readsGridsOfTilesAtEachDepth(int bits) throws Exception {
    VipsProgram.run("colourspace", drawn(), folder.resolve("wide.png[bitdepth=16]"), "rgb16");

    byte[] heic = heif(folder.resolve("wide.png"), "heic", bits);

    assertThat(new String(heic, StandardCharsets.ISO_8859_1)).contains("grid");
    assertColours(read(heic), 4);
  }

  @Test
  void turnsOnceWhatSaysSo() throws Exception {
    byte[] avif = heif(drawn(), "avif", 8);

    BufferedImage quarter = read(HeifBoxes.turned(avif, 1));
    BufferedImage half = read(HeifBoxes.turned(avif, 2));
    BufferedImage mirrored = read(HeifBoxes.mirrored(avif, 1));

    assertThat(quarter.getWidth()).isEqualTo(HEIGHT);
    assertThat(quarter.getHeight()).isEqualTo(WIDTH);
    assertCorners(quarter, 1, 3, 0, 2);
    assertThat(half.getWidth()).isEqualTo(WIDTH);
    assertCorners(half, 3, 2, 1, 0);
    boolean besides = near(mirrored, 0, 0) == 1;
    assertCorners(mirrored, besides ? new int[] {1, 0, 3, 2} : new int[] {2, 3, 0, 1});
  }

  private Path drawn() throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < COLOURS.size(); i++) {
      graphics.setColor(COLOURS.get(i));
      graphics.fillRect(i % 2 * WIDTH / 2, i / 2 * HEIGHT / 2, WIDTH / 2, HEIGHT / 2);
    }
    graphics.dispose();
    Path file = folder.resolve("drawn.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private byte[] heif(Path png, String kind, int bits) throws Exception {
    Path file = folder.resolve("made." + kind);
    String compression = kind.equals("heic") ? "hevc" : "av1";
    VipsProgram.run(
        "heifsave",
        png,
        file,
        "--compression",
        compression,
        "--Q",
        "85",
        "--bitdepth",
        Integer.toString(bits),
        "--effort",
        "1");
    return Files.readAllBytes(file);
  }

  private static BufferedImage read(byte[] heif) throws IOException {
    ImageRequest png = ImageRequest.builder("a").format(ImageFormat.PNG).build();
    return ImageIO.read(new ByteArrayInputStream(service.resize(heif, png).toByteArray()));
  }

  private static void assertColours(BufferedImage image, int tolerance) {
    assertThat(image.getWidth()).isEqualTo(WIDTH);
    for (int i = 0; i < COLOURS.size(); i++) {
      Color found = at(image, i % 2, i / 2);
      Color drawn = COLOURS.get(i);
      String what = found + " for " + drawn;
      assertThat(found.getRed()).as(what).isCloseTo(drawn.getRed(), within(tolerance));
      assertThat(found.getGreen()).as(what).isCloseTo(drawn.getGreen(), within(tolerance));
      assertThat(found.getBlue()).as(what).isCloseTo(drawn.getBlue(), within(tolerance));
    }
  }

  /** By the number of the colour that is drawn there: left above, right above, and so on. */
  private static void assertCorners(BufferedImage image, int... expected) {
    assertThat(
            new int[] {near(image, 0, 0), near(image, 1, 0), near(image, 0, 1), near(image, 1, 1)})
        .isEqualTo(expected);
  }

  private static int near(BufferedImage image, int right, int below) {
    Color found = at(image, right, below);
    int best = 0;
    for (int i = 1; i < COLOURS.size(); i++) {
      best = distance(found, COLOURS.get(i)) < distance(found, COLOURS.get(best)) ? i : best;
    }
    return best;
  }

  private static int distance(Color one, Color other) {
    return Math.abs(one.getRed() - other.getRed())
        + Math.abs(one.getGreen() - other.getGreen())
        + Math.abs(one.getBlue() - other.getBlue());
  }

  private static Color at(BufferedImage image, int right, int below) {
    int x = image.getWidth() / 4 + right * image.getWidth() / 2;
    int y = image.getHeight() / 4 + below * image.getHeight() / 2;
    return new Color(image.getRGB(x, y));
  }
}
