package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import redis.embedded.RedisServer;

/**
 * An application that is a module and requires every adapter, compiled and started with all that it
 * needs on the module path and nothing on the class path, by each JDK of this machine.
 */
@Timeout(600)
class ModulePathIT {
  private static final List<String> ADAPTERS =
      List.of("lambda", "micrometer", "redis", "servlet", "springboot");

  @TempDir private static Path folder;

  private static RedisServer redis;
  private static int redisPort;
  private static String modulePath;

  @BeforeAll
  static void compiles() throws Exception {
    redisPort = FreePort.find();
    redis = RedisServer.newRedisServer().port(redisPort).setting("save \"\"").build();
    redis.start();
    Originals.writeTo(folder);
    modulePath =
        Arrays.stream(
                Files.readString(Path.of(System.getProperty("runtime.classpath")))
                    .split(File.pathSeparator))
            .filter(Predicate.not(ModulePathIT::isOfTheOtherContainer))
            .collect(Collectors.joining(File.pathSeparator));
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
                  files.getJavaFileObjects(
                      source("module-info.java"), source("shop/ModularShop.java")))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  @AfterAll
  static void stop() throws IOException {
    redis.stop();
  }

  /** Jetty, and the same packages of its APIs that are within Tomcat's jars. */
  private static boolean isOfTheOtherContainer(String jar) {
    return Stream.of("jetty", "jakarta.servlet-api", "jakarta.websocket").anyMatch(jar::contains);
  }

  private static Path source(String name) throws IOException {
    Path file = folder.resolve("sources").resolve(name);
    Files.createDirectories(file.getParent());
    try (var resource = ModulePathIT.class.getResourceAsStream("/module-path/" + name)) {
      Files.write(file, resource.readAllBytes());
    }
    return file;
  }

  private static String classes() {
    return folder.resolve("classes").toString();
  }

  static Stream<Arguments> jdks() throws IOException {
    return InstalledJdks.byFeature().entrySet().stream()
        .map(jdk -> Arguments.of(jdk.getKey(), jdk.getValue()));
  }

  @ParameterizedTest(name = "Java {0}")
  @MethodSource("jdks")
  void startsAndWritesWebp(int feature, Path home) throws Exception {
    // Libwebp is loaded by a class loader of its own, and so by an unnamed module.
    List<String> nativeAccess =
        feature >= 22 ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
    EndedProcess ended =
        EndedProcess.run(
            folder,
            Stream.of(
                    List.of(
                        home.resolve("bin/java").toString(),
                        "-Djava.awt.headless=true",
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1"),
                    nativeAccess,
                    List.of(
                        "--add-modules",
                        "ALL-MODULE-PATH",
                        "-p",
                        modulePath + File.pathSeparator + classes(),
                        "-m",
                        "shop/shop.ModularShop",
                        "--server.port=0",
                        "--image-resize.source.folder=" + folder,
                        "--image-resize.sizes.widths=320",
                        "--image-resize.redis.enabled=true",
                        "--image-resize.redis.deadline=5s",
                        "--image-resize.redis.prefix=java" + feature + ":",
                        "--image-resize.redis.url=redis://localhost:" + redisPort))
                .flatMap(List::stream)
                .toList());

    String text = ended.text();
    assertThat(ended.status()).as(text).isZero();
    for (String adapter : ADAPTERS) {
      assertThat(text).contains("MODULE io.github.imageresize." + adapter + "\n");
    }
    assertThat(text)
        .contains("IMAGE image/webp, RIFF, 320 wide")
        .contains("REDIS keeps it")
        .contains("METRICS 1 made")
        .contains("S3 UNAVAILABLE", "LAMBDA UNAVAILABLE")
        .doesNotContain("LibraryInstaller");
  }
}
