package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A module of its own that requires this one and makes a WebP of a PNG, compiled and run with all
 * that it needs on the module path and nothing on the class path; by the JDK of the build, and by
 * that which the environment variable {@code OTHER_JAVA_HOME} names.
 */
class ModulePathIT {
  private static final String MODULE = "io.github.imageresize";
  private static final String PROGRAM =
      """
      package consumer;

      import io.github.imageresize.*;
      import io.github.imageresize.local.LocalResizeService;
      import io.github.imageresize.source.DirectoryImageSource;
      import java.nio.file.Path;

      public final class Main {
        public static void main(String[] arguments) {
          ImageRequest request =
              ImageRequest.builder("drawn.png").width(50).format(ImageFormat.WEBP).build();
          ResizedImage webp =
              LocalResizeService.builder(new DirectoryImageSource(Path.of(arguments[0])))
                  .build()
                  .resize(request);
          ResizedImage read =
              LocalResizeService.builder().build()
                  .resize(
                      webp.toByteArray(),
                      ImageRequest.builder("again").format(ImageFormat.PNG).build());
          System.out.println(
              Main.class.getModule().getName() + " made " + webp.format() + " of " + webp.width()
                  + "x" + webp.height() + ", read as " + read.format() + " of " + read.width());
        }
      }
      """;

  @TempDir private static Path folder;
  private static String modulePath;

  @BeforeAll
  static void compiles() throws Exception {
    modulePath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(ModulePathIT::isNeeded)
            .collect(Collectors.joining(File.pathSeparator));
    Path sources = Files.createDirectories(folder.resolve("sources/consumer")).getParent();
    Path info = sources.resolve("module-info.java");
    Path main = sources.resolve("consumer/Main.java");
    Files.writeString(info, "module shop { requires io.github.imageresize; }");
    Files.writeString(main, PROGRAM);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("--release", "17", "-p", modulePath, "-d", classes()),
                  null,
                  files.getJavaFileObjects(info, main))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
    BufferedImage drawn = new BufferedImage(100, 80, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(drawn, "png", folder.resolve("drawn.png").toFile());
  }

  /** This module's classes and its dependencies' jars, as against what only tests need. */
  private static boolean isNeeded(String path) {
    String name = Path.of(path).getFileName().toString();
    return name.equals("classes")
        || Stream.of("image-resize-core-", "caffeine-", "imageio-", "common-", "jspecify-")
            .anyMatch(name::startsWith);
  }

  private static String classes() {
    return folder.resolve("classes").toString();
  }

  static Stream<String> javaHomes() {
    return Stream.of(System.getProperty("java.home"), System.getenv("OTHER_JAVA_HOME"))
        .filter(home -> home != null && !home.isBlank());
  }

  @ParameterizedTest
  @MethodSource("javaHomes")
  void makesWebpOnTheModulePath(String javaHome) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(javaHome, "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-p",
                modulePath + File.pathSeparator + classes(),
                "-m",
                "shop/consumer.Main",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();

    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as(text).isTrue();
    assertThat(text).contains("shop made WEBP of 50x40, read as PNG of 50");
    assertThat(text).doesNotContain("Exception");
  }

  @Test
  void requiresNoModuleThatOnlyItsFilesNameNames() {
    ModuleFinder finder =
        ModuleFinder.of(
            Arrays.stream(modulePath.split(File.pathSeparator)).map(Path::of).toArray(Path[]::new));
    ModuleDescriptor core = finder.find(MODULE).orElseThrow().descriptor();
    Set<String> required =
        core.requires().stream()
            .map(ModuleDescriptor.Requires::name)
            .collect(Collectors.toUnmodifiableSet());

    assertThat(finder.findAll())
        .filteredOn(module -> required.contains(module.descriptor().name()))
        .filteredOn(module -> module.descriptor().isAutomatic())
        .allMatch(ModulePathIT::namesItself);
    assertThat(required).noneMatch(name -> name.contains("kotlin") || name.contains("webp.image"));
  }

  private static boolean namesItself(ModuleReference module) {
    try (JarFile jar = new JarFile(Path.of(module.location().orElseThrow()).toFile())) {
      return jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name") != null;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
