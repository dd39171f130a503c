package io.github.imageresize.internal.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import io.github.imageresize.internal.codec.jpeg.decode.JpegFile;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads the JPEG files of the folder that the system property {@code corpus.folder} names. Where it
 * is not set, nothing is read.
 */
class JpegCorpusIT {
  @TestFactory
  Stream<DynamicTest> isWithinOneLevelOfTheJdkBeforeChromaIsEnlarged() throws IOException {
    return files(file -> !file.toString().contains("broken"))
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
  }

  @TestFactory
  Stream<DynamicTest> showsOrRefusesDamagedFiles() throws IOException {
    return files(file -> file.toString().contains("broken"))
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> decode(file)));
  }

  private static Stream<Path> files(Predicate<Path> chosen) throws IOException {
    String folder = System.getProperty("corpus.folder");
    assumeTrue(folder != null, "corpus.folder is not set");
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      List<Path> jpegs =
          files
              .filter(file -> file.toString().matches(".*\\.jpe?g"))
              .filter(chosen)
              .sorted()
              .toList();
      assertThat(jpegs).isNotEmpty();
      return jpegs.stream();
    }
  }

  private static void compare(Path file) throws IOException {
    byte[] jpeg = Files.readAllBytes(file);
    assumeTrue(JpegDecoder.canDecode(JpegFile.read(jpeg)), "another decoder's kind");
    double[][][] planes = Drawings.decode(jpeg);
    Raster expected = Drawings.decodeByJdk(jpeg);
    for (int i = 0; i < planes.length; i++) {
      // The JDK enlarges chroma itself; what it did not enlarge can be compared.
      boolean comparable =
          planes[i].length == expected.getHeight() && planes[i][0].length == expected.getWidth();
      double most = 0;
      for (int y = 0; comparable && y < planes[i].length; y++) {
        for (int x = 0; x < planes[i][y].length; x++) {
          double clamped = Math.max(0, Math.min(255, planes[i][y][x]));
          most = Math.max(most, Math.abs(clamped - expected.getSample(x, y, i)));
        }
      }
      assertThat(most).as("levels by which plane %d differs", i).isLessThanOrEqualTo(1.0);
    }
  }

  private static void decode(Path file) throws IOException {
    try {
      assertThat(Drawings.decode(Files.readAllBytes(file))).isNotEmpty();
    } catch (ImageResizeException e) {
      assertThat(e.reason()).isIn(Reason.CORRUPT_IMAGE, Reason.UNSUPPORTED_IMAGE);
    }
  }
}
