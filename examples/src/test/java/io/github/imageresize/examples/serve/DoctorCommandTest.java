package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ResizeLimits;
import io.github.imageresize.examples.BadFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {
  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new DoctorCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(arguments);
  }

  @Test
  void writesEachFormatAndCountsThePictures(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("a.png"), BadFiles.encoded(BadFiles.picture(4, 3), "png"));

    assertThat(run("--images", folder.toString())).isZero();

    assertThat(out.toString().lines().map(String::strip))
        .contains("ok    jpeg      can be written", "ok    images    1 pictures");
  }

  @Test
  void namesWhatIsBrokenAndEndsWithOne() {
    int exitCode = run("--images", "no/such/folder", "--redis", "redis://127.0.0.1:1");

    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString().lines())
        .anyMatch(line -> line.startsWith("BAD   images    no/such/folder is no folder"))
        .anyMatch(line -> line.startsWith("BAD   redis     does not answer: "));
  }

  @Test
  void holdsTheHeapAgainstTheLimits() {
    ResizeLimits limits =
        ResizeLimits.builder().parallelism(4).sourceBytes(32 << 20).memoryBytes(100 << 20).build();
    LocalChecks checks = new LocalChecks(new Diagnosis(new PrintWriter(out, true)));

    checks.heap(limits, 120L << 20);
    checks.heap(limits, 200L << 20);
    checks.heap(limits, 1000L << 20);

    assertThat(out.toString().lines().map(line -> line.substring(0, 5).strip()))
        .containsExactly("BAD", "note", "ok");
  }
}
