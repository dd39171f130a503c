package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application with libvips as a codec, as {@code docs/spring-boot.md} shows it, started by a JDK
 * of this machine that has {@code java.lang.foreign}. That JDK compiles the codec as well: its
 * module is built after this one, and by such a JDK alone.
 */
@Timeout(600)
class AvifIT {
  private static final int OLDEST = 22;

  @TempDir private Path folder;

  @Test
  void servesAvifWithoutAWarning() throws Exception {
    Optional<Path> jdk = newestJdk();
    assumeTrue(jdk.isPresent(), "There is no JDK " + OLDEST + " or newer on this machine.");
    String classPath = applicationsClassPath();
    Path classes = folder.resolve("classes");
    List<String> compiler =
        new ArrayList<>(
            List.of(
                jdk.get().resolve("bin/javac").toString(),
                "--release",
                String.valueOf(OLDEST),
                "-proc:none",
                "-cp",
                classPath,
                "-d",
                classes.toString(),
                shop().toString()));
    compiler.addAll(codec());
    EndedProcess compiled = EndedProcess.run(folder, compiler);
    assertThat(compiled.status()).as(compiled.text()).isZero();

    EndedProcess served =
        EndedProcess.run(
            folder,
            List.of(
                jdk.get().resolve("bin/java").toString(),
                "-Djava.awt.headless=true",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath + File.pathSeparator + classes,
                "shop.AvifShop",
                "--server.port=0",
                "--image-resize.source.folder=" + Originals.writeTo(folder),
                "--image-resize.sizes.widths=320",
                "--image-resize.limits.deadline=2m"));

    assumeTrue(!served.text().contains("NO LIBVIPS"), served.text());
    assertThat(served.status()).as(served.text()).isZero();
    assertThat(served.text())
        .contains("200 image/avif, ftypavif", "200 image/webp, WEBP", "200 image/jpeg")
        .doesNotContain("WARNING: A restricted method");
  }

  private static Optional<Path> newestJdk() throws IOException {
    return InstalledJdks.byFeature().tailMap(OLDEST).values().stream()
        .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
        .reduce((older, newer) -> newer);
  }

  /** Of what the application runs with, with one container. */
  private static String applicationsClassPath() throws IOException {
    return Arrays.stream(
            Files.readString(Path.of(System.getProperty("runtime.classpath")))
                .split(File.pathSeparator))
        .filter(Predicate.not(jar -> jar.contains("jetty")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Path shop() throws IOException {
    Path file = folder.resolve("AvifShop.java");
    try (var resource = AvifIT.class.getResourceAsStream("/avif/shop/AvifShop.java")) {
      Files.write(file, resource.readAllBytes());
    }
    return file;
  }

  private static List<String> codec() throws IOException {
    Path sources =
        Path.of(System.getProperty("readme")).resolveSibling("image-resize-vips/src/main/java/io");
    try (Stream<Path> files = Files.walk(sources)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".java")).toList();
    }
  }
}
