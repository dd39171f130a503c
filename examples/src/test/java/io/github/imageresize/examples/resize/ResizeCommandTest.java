package io.github.imageresize.examples.resize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.BadFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ResizeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @BeforeEach
  void drawOriginals() throws IOException {
    Files.write(folder.resolve("a.png"), BadFiles.encoded(BadFiles.picture(400, 300), "png"));
    Files.write(folder.resolve("b.gif"), BadFiles.encoded(BadFiles.picture(60, 90), "gif"));
  }

  @Test
  void writesOneFileBesideTheOriginalWithTheSizeInItsName() throws IOException {
    assertThat(run(path("a.png"), "--width", "100")).isZero();

    assertThat(size("a-100x75.png")).isEqualTo("100x75");
    assertThat(out.toString()).contains("a.png -> ").contains("(100x75, ");
    assertThat(names(folder)).containsExactly("a-100x75.png", "a.png", "b.gif");
  }

  @Test
  void readsStandardInputAndWritesTheImageAloneToStandardOutput() throws IOException {
    ByteArrayOutputStream piped = new ByteArrayOutputStream();
    InputStream in = System.in;
    PrintStream stdout = System.out;
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("a.png"))));
    System.setOut(new PrintStream(piped, true, StandardCharsets.UTF_8));
    try {
      assertThat(run("-", "--width", "100", "--format", "png")).isZero();
    } finally {
      System.setIn(in);
      System.setOut(stdout);
    }

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(piped.toByteArray()));
    assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo("100x75");
    assertThat(out.toString()).as("would be in the middle of the image").isEmpty();
    assertThat(err.toString()).contains("standard input -> standard output (100x75, ");
    assertThat(names(folder)).containsExactly("a.png", "b.gif");
  }

  @Test
  void refusesStandardInputTwice() {
    assertThat(run("-", "-", "--width", "100")).isEqualTo(2);

    assertThat(err.toString()).contains("standard input must not be named more than once");
  }

  @Test
  void saysWhyAFolderCanNotBeWritten() throws IOException {
    int exitCode = run(path("a.png"), "--width", "9", "--output", path("b.gif") + "/c.png");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("a.png: ").contains("b.gif").containsIgnoringCase("not a");
    assertThat(names(folder)).containsExactly("a.png", "b.gif");
  }

  @Test
  void takesTheFormatFromTheEndingOfTheOutput() throws IOException {
    assertThat(run(path("a.png"), "--height", "30", "--output", path("new/small.gif"))).isZero();

    assertThat(Files.readString(folder.resolve("new/small.gif"), StandardCharsets.ISO_8859_1))
        .startsWith("GIF89a");
    assertThat(size("new/small.gif")).isEqualTo("40x30");
  }

  @Test
  void writesSeveralFilesToAFolder() throws IOException {
    int exitCode =
        run(
            path("a.png"),
            path("b.gif"),
            "--width",
            "30",
            "--format",
            "png",
            "--output",
            path("to"));

    assertThat(exitCode).isZero();
    assertThat(names(folder.resolve("to"))).containsExactly("a.png", "b.png");
    assertThat(size("to/a.png")).isEqualTo("30x23");
    assertThat(size("to/b.png")).isEqualTo("30x45");
  }

  @Test
  void appliesEveryOption() throws IOException {
    int exitCode =
        run(
            path("a.png"),
            "--width",
            "50",
            "--height",
            "80",
            "--dpr",
            "2",
            "--fit",
            "contain",
            "--position",
            "top-left",
            "--crop",
            "0,0,200,300",
            "--rotate",
            "90",
            "--flip",
            "h",
            "--background",
            "00ff00",
            "--enlarge",
            "--quality",
            "50",
            "--output",
            path("to.png"));

    assertThat(exitCode).isZero();
    assertThat(size("to.png")).isEqualTo("100x160");
    BufferedImage image = ImageIO.read(folder.resolve("to.png").toFile());
    assertThat(image.getRGB(50, 150) & 0xffffff).isEqualTo(0x00ff00);
  }

  @Test
  void doesTheOthersAfterAFailureAndSaysWhatFailed() throws IOException {
    Files.writeString(folder.resolve("text.jpg"), "no image");

    int exitCode =
        run(
            path("text.jpg"),
            path("missing.png"),
            path("a.png"),
            "--width",
            "20",
            "--output",
            path("to"));

    assertThat(exitCode).isEqualTo(1);
    assertThat(names(folder.resolve("to"))).containsExactly("a.png");
    assertThat(err.toString().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith(path("text.jpg") + ": unsupported-image: "))
        .anyMatch(line -> line.startsWith(path("missing.png") + ": no such file"));
  }

  @Test
  void neverOverwritesAnOriginal() throws IOException {
    byte[] before = Files.readAllBytes(folder.resolve("a.png"));

    int exitCode = run(path("a.png"), "--width", "20", "--output", folder.toString());

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("would overwrite the original");
    assertThat(folder.resolve("a.png")).hasBinaryContent(before);
    assertThat(names(folder)).containsExactly("a.png", "b.gif");
  }

  @Test
  void neverOverwritesAnOriginalThroughALink() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("a.png"));
    byte[] before = Files.readAllBytes(folder.resolve("a.png"));

    int exitCode = run(path("a.png"), "--width", "20", "--output", path("link.png"));

    assertThat(exitCode).isEqualTo(1);
    assertThat(folder.resolve("a.png")).hasBinaryContent(before);
  }

  @Test
  void neverOverwritesOneResultByAnother() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(folder.resolve("a.png"), other.resolve("a.png"));

    int exitCode = run(path("a.png"), path("other/a.png"), "--width", "20", "--output", path("to"));

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("would overwrite").contains(path("to/a.png"));
    assertThat(names(folder.resolve("to"))).containsExactly("a.png");
  }

  @Test
  void refusesAFileAsTheOutputOfSeveral() {
    int exitCode = run(path("a.png"), path("b.gif"), "--output", path("a.png"));

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("--output must be a folder for several files");
  }

  @Test
  void makesNoFolderThatIsNamedAsAFileIs() {
    assertThat(run(path("a.png"), path("b.gif"), "-w", "20", "-o", path("x.png"))).isEqualTo(2);
    assertThat(err.toString()).contains("x.png is named as a file is; ");
    assertThat(folder.resolve("x.png")).doesNotExist();

    assertThat(run(path("a.png"), path("b.gif"), "-w", "20", "-o", path("x.png") + "/")).isZero();
    assertThat(folder.resolve("x.png")).isDirectory();
  }

  @Test
  void namesAnOutputThatIsNoFolder() {
    int exitCode = run(path("a.png"), "--width", "20", "--output", path("b.gif/c.png"));

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith(path("a.png") + ": ").contains("b.gif");
  }

  @Test
  void takesAPathWithASlashAtItsEndForAFolder() throws IOException {
    assertThat(run(path("a.png"), "-w", "20", "-o", path("small") + "/")).isZero();

    assertThat(names(folder.resolve("small"))).containsExactly("a.png");
  }

  @Test
  void writesNoFileWithoutAnEnding() {
    assertThat(run(path("a.png"), "-w", "20", "-f", "png", "-o", path("small"))).isEqualTo(2);

    assertThat(err.toString()).contains("for a file, or with a slash for a folder");
    assertThat(folder.resolve("small")).doesNotExist();
  }

  @Test
  void replacesAnEarlierResultOnlyIfToldTo() throws IOException {
    Files.writeString(folder.resolve("to.png"), "earlier");

    assertThat(run(path("a.png"), "-w", "20", "-o", path("to.png"))).isEqualTo(1);
    assertThat(err.toString()).contains("to.png is there already; --overwrite replaces it");
    assertThat(folder.resolve("to.png")).hasContent("earlier");

    assertThat(run(path("a.png"), "-w", "20", "-o", path("to.png"), "--overwrite")).isZero();
    assertThat(size("to.png")).isEqualTo("20x15");
  }

  @Test
  void takesFoldersWithAllThatIsBelowThem() throws IOException {
    Files.createDirectories(folder.resolve("in/deep/.hidden"));
    Files.copy(folder.resolve("a.png"), folder.resolve("in/a.png"));
    Files.copy(folder.resolve("a.png"), folder.resolve("in/deep/a.png"));
    Files.copy(folder.resolve("a.png"), folder.resolve("in/deep/.hidden/a.png"));
    Files.writeString(folder.resolve("in/notes.txt"), "no image");

    assertThat(run(path("in"), "-w", "20", "-o", path("to"))).isEqualTo(2);
    assertThat(err.toString()).contains("is a folder: --recursive takes what is in it");
    assertThat(run("-r", path("in"), "-w", "20", "-o", path("to"))).isZero();

    assertThat(names(folder.resolve("to"))).containsExactly("a.png", "deep");
    assertThat(names(folder.resolve("to/deep"))).containsExactly("a.png");
    assertThat(out.toString()).contains("1/2 ").contains("2/2 ");
  }

  @Test
  void writesNothingInADryRunAndSaysNothingIfQuiet() throws IOException {
    assertThat(run(path("a.png"), "-w", "20", "--dry-run")).isZero();
    assertThat(out.toString()).contains("a.png -> ").contains("(20x15, ");

    assertThat(run(path("b.gif"), "-w", "20", "--quiet")).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(names(folder)).containsExactly("a.png", "b-20x30.gif", "b.gif");
  }

  @Test
  void keepsToTheLimitsThatAreGiven() {
    assertThat(run(path("a.png"), "-w", "300", "--max-side", "200")).isEqualTo(1);
    assertThat(err.toString()).contains("result-too-large");
    assertThat(run(path("a.png"), "-w", "300", "--parallel", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--parallel must be 1..1024, but is 0");
  }

  @Test
  void notesThatAFileGrows() throws IOException {
    assertThat(run(path("b.gif"), "-w", "60", "-f", "png", "-o", path("b.png"))).isZero();

    long more = Files.size(folder.resolve("b.png")) - Files.size(folder.resolve("b.gif"));
    assertThat(more).isPositive();
    assertThat(err.toString())
        .contains(String.format("note: the result has %,d bytes more than the original", more));
  }

  @Test
  void notesThatAnAnimationBecomesAStillPictureUnlessThatWasAskedFor() throws IOException {
    animate("few.gif", 3);
    animate("many.gif", 101);

    assertThat(run(path("few.gif"), "-w", "30", "-f", "jpeg", "-o", path("few.jpg"))).isZero();
    assertThat(err.toString().lines())
        .containsOnlyOnce(
            path("few.gif")
                + ": note: the result has one of the original's 3 frames: jpeg holds no animation,"
                + " gif, png and webp do");

    err.getBuffer().setLength(0);
    assertThat(run(path("many.gif"), "-w", "30", "-o", path("one.gif"))).isZero();
    assertThat(err.toString())
        .contains(
            "note: the result has one of the original's 101 frames: where together they pass a"
                + " limit, --frames all names it");

    err.getBuffer().setLength(0);
    assertThat(run(path("few.gif"), "-w", "30", "-o", path("three.gif"))).isZero();
    assertThat(run(path("few.gif"), "-w", "30", "--frames", "first", "-o", path("f.gif"))).isZero();
    assertThat(run(path("a.png"), "-w", "30", "-f", "jpeg", "-o", path("a.jpg"))).isZero();
    assertThat(run(path("few.gif"), "-w", "20", "-f", "jpeg", "--quiet", "-o", path("q.jpg")))
        .isZero();
    assertThat(err.toString()).isEmpty();
  }

  private void animate(String name, int frames) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream file = ImageIO.createImageOutputStream(folder.resolve(name).toFile())) {
      writer.setOutput(file);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames; i++) {
        BufferedImage frame = BadFiles.picture(60, 40);
        frame.setRGB(i % 60, 0, 0xFF0000);
        frame.setRGB(i % 60, 1, 0xFF0000);
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private int run(String... arguments) {
    return new CommandLine(new ResizeCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String size(String name) throws IOException {
    BufferedImage image = ImageIO.read(folder.resolve(name).toFile());
    return image.getWidth() + "x" + image.getHeight();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
