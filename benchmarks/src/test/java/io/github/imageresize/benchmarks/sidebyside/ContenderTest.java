package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContenderTest {
  private static final Row ROW = new Row("drawn", 100, "png");
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private Input input;

  @BeforeEach
  void draw() throws IOException {
    input = new Input("drawn", folder.resolve("drawn.png"));
    Files.write(input.file(), Pictures.png(400, 300));
  }

  @Test
  void resizesInAProcessOfItsOwn() throws IOException {
    for (String library : List.of(Contenders.OWN, Contenders.THUMBNAILATOR, Contenders.IMAGE_IO)) {
      try (Contender contender = Contender.start(library, Contenders.jvm(library), LIMIT)) {
        assertThat(contender.makes("png", "jpeg")).isTrue();
        assertThat(contender.description()).contains(library);

        Batch batch = contender.resize(input, ROW, 20);

        assertThat(batch.images()).isPositive();
        assertThat(batch.cpuMilliseconds()).isGreaterThanOrEqualTo(20);
        assertThat(FloatReference.of(input.bytes(), Task.RESIZE, 100).psnr(batch.bytes()))
            .isGreaterThan(20);
      }
    }
  }

  @Test
  void makesTheSamePartOfItInEachLibrary() throws IOException {
    for (String library : List.of(Contenders.OWN, Contenders.THUMBNAILATOR, Contenders.IMAGE_IO)) {
      try (Contender contender = start(library)) {
        for (Task task : Task.values()) {
          Batch batch = contender.resize(input, new Row("drawn", task, 60, "png"), 0);

          double psnr = FloatReference.of(input.bytes(), task, 60).psnr(batch.bytes());
          assertThat(psnr).as(library + ", " + task).isGreaterThan(20);
          assertThat(batch.allocatedBytesPerImage()).isGreaterThan(0);
        }
      }
    }
  }

  @Test
  void knowsWhatItCannotMake() throws IOException {
    try (Contender contender = start(Contenders.THUMBNAILATOR)) {
      assertThat(contender.makes("jpeg", "webp")).isFalse();
      assertThat(contender.makes("webp", "jpeg")).isFalse();
    }
  }

  @Test
  void passesOnWhatWentWrongAndGoesOn() throws IOException {
    try (Contender contender = start(Contenders.OWN)) {
      Input missing = new Input("missing", folder.resolve("missing.png"));

      assertThatThrownBy(() -> contender.resize(missing, ROW, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("must answer 'done'")
          .hasMessageContaining("NoSuchFileException");
      assertThat(contender.resize(input, ROW, 0).images()).isEqualTo(1);
    }
  }

  @Test
  void failsWithAWorkerThatEnds() {
    assertThatThrownBy(() -> start("unknown"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown must answer to 'its start'")
        .hasMessageContaining("has ended with exit status 1");
  }

  @Test
  void failsWithAWorkerThatHangs() {
    List<String> silent =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SilentWorker.class.getName());

    assertThatThrownBy(() -> Contender.start("silent", silent, Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("silent must answer within 1 s, but has not answered to 'its start'");
  }

  @Test
  void failsWithoutAProgram() {
    assertThatThrownBy(() -> Contender.start("none", List.of("no-such-program"), LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none cannot be started; 'no-such-program'");
  }

  private static Contender start(String library) throws IOException {
    return Contender.start(library, Contenders.jvm(library), LIMIT);
  }

  /** A worker that says nothing until its input ends. */
  static final class SilentWorker {
    private SilentWorker() {}

    public static void main(String[] arguments) throws IOException {
      System.in.transferTo(System.err);
    }
  }
}
