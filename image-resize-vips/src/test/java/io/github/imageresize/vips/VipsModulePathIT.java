package io.github.imageresize.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that makes an AVIF of a PNG by this module: with all that it needs on the module
 * path, where native access is enabled for this module alone, and on the class path.
 */
class VipsModulePathIT {
  private static final String PROGRAM =
      """
      package consumer;

      import io.github.imageresize.*;
      import io.github.imageresize.source.DirectoryImageSource;
      import io.github.imageresize.vips.VipsCodec;
      import java.nio.file.Path;
      import java.time.Duration;

      public final class Main {
        public static void main(String[] arguments) {
          ImageRequest request =
              ImageRequest.builder("drawn.png").width(50).format(ImageFormat.AVIF).build();
          try (ResizeService service =
              ResizeService.builder(new DirectoryImageSource(Path.of(arguments[0])))
                  .codec(VipsCodec.load())
                  .limits(ResizeLimits.builder().deadline(Duration.ofMinutes(2)).build())
                  .build()) {
            ResizedImage made = service.resize(request);
            System.out.println(
                Main.class.getModule() + " made " + made.format() + " of " + made.width() + "x"
                    + made.height() + ": " + ImageFormat.AVIF.isRecognisedIn(made.toByteArray()));
          }
        }
      }
      """;

  @TempDir private static Path folder;
  private static String path;

  @BeforeAll
  static void compiles() throws Exception {
    try {
      VipsCodec.load();
    } catch (VipsUnavailableException e) {
      abort(e.getMessage());
    }
    path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(VipsModulePathIT::isNeeded)
            .collect(Collectors.joining(File.pathSeparator));
    Path sources = Files.createDirectories(folder.resolve("sources/consumer")).getParent();
    Path info = sources.resolve("module-info.java");
    Path main = sources.resolve("consumer/Main.java");
    Files.writeString(info, "module consumer { requires io.github.imageresize.vips; }");
    Files.writeString(main, PROGRAM);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-p", path, "-d", classes());
      boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(info, main))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
    BufferedImage drawn = new BufferedImage(100, 80, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(drawn, "png", folder.resolve("drawn.png").toFile());
  }

  /** The modules and their dependencies' jars, as against what only tests need. */
  private static boolean isNeeded(String entry) {
    String name = Path.of(entry).getFileName().toString();
    return name.equals("classes")
        || Stream.of("image-resize-core-", "caffeine-", "imageio-", "common-", "jspecify-")
            .anyMatch(start -> name.startsWith(start) && !name.endsWith("-tests.jar"));
  }

  private static String classes() {
    return folder.resolve("classes").toString();
  }

  private static String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(arguments));
    command.add(folder.toString());
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(180, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output);
    assertThat(ended).as(text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  @Test
  void makesAvifOnTheModulePathWithoutAWarning() throws Exception {
    String text =
        run(
            "--enable-native-access=io.github.imageresize.vips",
            "-p",
            path + File.pathSeparator + classes(),
            "-m",
            "consumer/consumer.Main");

    assertThat(text).contains("module consumer made AVIF of 50x40: true");
    assertThat(text).doesNotContain("io.github.imageresize.vips has been called");
  }

  @Test
  void makesAvifOnTheClassPath() throws Exception {
    String text =
        run(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            path + File.pathSeparator + classes(),
            "consumer.Main");

    assertThat(text).contains("unnamed module").contains("made AVIF of 50x40: true");
    assertThat(text).doesNotContain("WARNING: A restricted method");
  }
}
