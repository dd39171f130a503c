package io.github.imageresize.internal.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.ImageEncoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Has others decode what the encoder writes: the JDK, libjpeg-turbo's {@code djpeg} if it is on the
 * path, and sharp if the system property {@code sharp.folder} names the folder in which {@code npm
 * install sharp} ran.
 */
class OtherDecodersIT {
  private static final int WIDTH = 101;
  private static final int HEIGHT = 67;

  /** Rounding of a sample, of enlarged chroma by 1.8, and of the result. */
  private static final double MOST = 4;

  private static final double MOST_ON_AVERAGE = 0.7;

  private static final String SCRIPT =
      """
      const [modules, source, target] = process.argv.slice(1);
      require(modules)(source).raw().toBuffer({ resolveWithObject: true }).then(made => {
        const { width, height, channels } = made.info;
        const head = `P${channels === 1 ? 5 : 6}\\n${width} ${height}\\n255\\n`;
        require('fs').writeFileSync(target, Buffer.concat([Buffer.from(head), made.data]));
      });
      """;

  @TempDir private Path folder;

  static Stream<Arguments> files() {
    List<Arguments> files = new ArrayList<>();
    for (boolean progressive : new boolean[] {false, true}) {
      ImageEncoder encoder = progressive ? JpegForm.progressive() : JpegForm.baseline();
      String name = progressive ? "progressive " : "baseline ";
      files.add(Arguments.of(name + "4:4:4", color(encoder, 1, 1)));
      files.add(Arguments.of(name + "4:2:2", color(encoder, 2, 1)));
      files.add(Arguments.of(name + "4:2:0", color(encoder, 2, 2)));
      files.add(
          Arguments.of(
              name + "grey", Drawings.encode(encoder, Drawings.greyImage(WIDTH, HEIGHT, 4), 85)));
    }
    return files.stream();
  }

  private static byte[] color(ImageEncoder encoder, int horizontal, int vertical) {
    return Drawings.encode(
        encoder, Drawings.image(ColorModel.YCBCR, WIDTH, HEIGHT, horizontal, vertical), 85);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void theJdkSeesThePictureThatWasWritten(String name, byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));

    int bands = image.getRaster().getNumBands();
    int[] samples = image.getRaster().getPixels(0, 0, WIDTH, HEIGHT, (int[]) null);
    assertSees(jpeg, samples, bands);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void libjpegTurboSeesThePictureThatWasWritten(String name, byte[] jpeg) throws Exception {
    Path djpeg = djpeg();
    Path source = Files.write(folder.resolve("source.jpg"), jpeg);
    Path target = folder.resolve("target.ppm");

    run(List.of(djpeg.toString(), "-outfile", target.toString(), source.toString()));

    assertSees(jpeg, target);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void sharpSeesThePictureThatWasWritten(String name, byte[] jpeg) throws Exception {
    String installed = System.getProperty("sharp.folder");
    assumeTrue(installed != null, "sharp.folder is not set");
    Path modules = Path.of(installed, "node_modules", "sharp").toAbsolutePath();
    assumeTrue(Files.isDirectory(modules), "sharp is not installed in sharp.folder");
    Path source = Files.write(folder.resolve("source.jpg"), jpeg);
    Path target = folder.resolve("target.ppm");

    run(
        List.of(
            onPath("node").toString(),
            "-e",
            SCRIPT,
            modules.toString(),
            source.toString(),
            target.toString()));

    assertSees(jpeg, target);
  }

  /** The one of libjpeg-turbo; others of that name enlarge chroma in another way. */
  private Path djpeg() throws Exception {
    Path djpeg = onPath("djpeg");
    assumeTrue(
        run(List.of(djpeg.toString(), "-version")).contains("libjpeg-turbo"),
        "djpeg is not libjpeg-turbo's");
    return djpeg;
  }

  private static Path onPath(String program) {
    Path found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, program))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assumeTrue(found != null, program + " is not on the path");
    return found;
  }

  private String run(List<String> command) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output);
    assertThat(ended).as("ended in time, after%n%s", text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  /** Compares with a file of the kind P5 or P6, whose head is of three lines. */
  private static void assertSees(byte[] jpeg, Path target) throws IOException {
    byte[] file = Files.readAllBytes(target);
    int start = 0;
    for (int lines = 0; lines < 3; start++) {
      lines += file[start] == '\n' ? 1 : 0;
    }
    int bands = file[1] == '5' ? 1 : 3;
    String head = "P%d\n%d %d\n255\n".formatted(bands == 1 ? 5 : 6, WIDTH, HEIGHT);
    assertThat(new String(file, 0, start, StandardCharsets.US_ASCII)).isEqualTo(head);
    int[] samples = new int[file.length - start];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = file[start + i] & 0xFF;
    }
    assertSees(jpeg, samples, bands);
  }

  private static void assertSees(byte[] jpeg, int[] samples, int bands) {
    double[][][] expected = pixels(jpeg);
    assertThat(samples).hasSize(WIDTH * HEIGHT * bands);
    double most = 0;
    double sum = 0;
    for (int i = 0; i < samples.length; i++) {
      int y = i / bands / WIDTH;
      int x = i / bands % WIDTH;
      double difference = Math.abs(samples[i] - expected[y][x][i % bands]);
      most = Math.max(most, difference);
      sum += difference;
    }
    assertThat(most).as("largest difference").isLessThanOrEqualTo(MOST);
    assertThat(sum / samples.length).as("mean difference").isLessThanOrEqualTo(MOST_ON_AVERAGE);
  }

  /** Our own decoder's picture in RGB (T.871), as [y][x][band]. */
  private static double[][][] pixels(byte[] jpeg) {
    double[][][] planes = Drawings.decode(jpeg);
    double[][][] pixels = new double[HEIGHT][WIDTH][];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double luma = clamp(planes[0][y][x]);
        double blue = planes.length == 1 ? 0 : enlarged(planes[1], x, y) - 128;
        double red = planes.length == 1 ? 0 : enlarged(planes[2], x, y) - 128;
        pixels[y][x] =
            new double[] {
              clamp(luma + 1.402 * red),
              clamp(luma - 0.344136 * blue - 0.714136 * red),
              clamp(luma + 1.772 * blue)
            };
      }
    }
    return pixels;
  }

  /** Chroma of a pixel, enlarged as libjpeg does it: linearly between the centres of samples. */
  private static double enlarged(double[][] plane, int x, int y) {
    boolean halfWidth = plane[0].length < WIDTH;
    boolean halfHeight = plane.length < HEIGHT;
    int nearX = halfWidth ? x / 2 : x;
    int nearY = halfHeight ? y / 2 : y;
    int farX = halfWidth ? within(nearX + (x % 2 == 0 ? -1 : 1), plane[0].length) : nearX;
    int farY = halfHeight ? within(nearY + (y % 2 == 0 ? -1 : 1), plane.length) : nearY;
    double near = 0.75 * clamp(plane[nearY][nearX]) + 0.25 * clamp(plane[farY][nearX]);
    double far = 0.75 * clamp(plane[nearY][farX]) + 0.25 * clamp(plane[farY][farX]);
    return 0.75 * near + 0.25 * far;
  }

  private static int within(int index, int length) {
    return Math.max(0, Math.min(length - 1, index));
  }

  private static double clamp(double sample) {
    return Math.max(0, Math.min(255, sample));
  }
}
