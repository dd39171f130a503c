package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage.Origin;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Originals in a bucket, and a function that makes the images, by properties alone: the clients are
 * those of the SDK's own settings. The bucket and Lambda's endpoint are stand-ins in a process of
 * their own, with the class path that the system property {@code stand-ins.folder} leads to.
 */
@Timeout(600)
class AwsIT {
  private static final Map<String, Object> BUCKET =
      Map.of(
          "image-resize.source.s3.bucket", "photos",
          "image-resize.source.s3.prefix", "shop/",
          "image-resize.sizes.widths", "320,640",
          "management.endpoints.web.exposure.include", "health",
          "management.endpoint.health.show-details", "always");

  @TempDir private static Path folder;

  private static Process standIns;

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Gallery {}

  @BeforeAll
  static void start() throws Exception {
    Originals.writeTo(folder);
    Path module = Path.of(System.getProperty("stand-ins.folder"));
    String dependencies = Files.readString(module.resolve("stand-ins.classpath")).trim();
    standIns =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dsun.net.httpserver.nodelay=true",
                "-Dfunction.jar=" + functionJar(module),
                "-cp",
                String.join(
                    File.pathSeparator,
                    module.resolve("classes").toString(),
                    module.resolve("test-classes").toString(),
                    dependencies),
                "io.github.imageresize.lambda.StandIns",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said =
        new BufferedReader(
            new InputStreamReader(standIns.getInputStream(), StandardCharsets.UTF_8));
    System.setProperty("aws.endpointUrlS3", after("s3 ", said));
    System.setProperty("aws.endpointUrlLambda", after("lambda ", said));
    System.setProperty("aws.region", "eu-west-1");
    System.setProperty("aws.accessKeyId", "test-key");
    System.setProperty("aws.secretAccessKey", "test-secret");
  }

  private static Path functionJar(Path module) throws IOException {
    try (Stream<Path> files = Files.list(module.resolve("function/lib"))) {
      return files
          .filter(file -> file.toString().endsWith("-function.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String after(String beginning, BufferedReader said) throws IOException {
    String line = said.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = said.readLine();
    }
    assertThat(line).as("told by the stand-ins").isNotNull();
    return line.substring(beginning.length());
  }

  @AfterAll
  static void stop() throws Exception {
    for (String property :
        new String[] {
          "endpointUrlS3", "endpointUrlLambda", "region", "accessKeyId", "secretAccessKey"
        }) {
      System.clearProperty("aws." + property);
    }
    standIns.getOutputStream().close();
    assertThat(standIns.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void servesImagesOfABucket() throws Exception {
    try (RunningApplication application =
        RunningApplication.start(Container.TOMCAT, Gallery.class, BUCKET)) {
      HttpResponse<byte[]> first = application.get("/images/beach.jpg?w=320");
      HttpResponse<byte[]> second = application.get("/images/beach.jpg?w=320");
      HttpResponse<byte[]> missing = application.get("/images/missing.jpg?w=320");
      HttpResponse<byte[]> health = application.get("/actuator/health");

      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(Originals.size(first.body())).isEqualTo("320x240");
      assertThat(second.headers().firstValue("Cache-Status").orElseThrow()).contains("hit");
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(new String(health.body(), StandardCharsets.UTF_8)).contains("\"status\":\"UP\"");
    }
  }

  @Test
  void servesImagesThatAFunctionMakes() throws Exception {
    Map<String, Object> properties = new HashMap<>(BUCKET);
    properties.put("image-resize.lambda.function", "resize");
    try (RunningApplication application =
        RunningApplication.start(Container.JETTY, Gallery.class, properties)) {
      HttpResponse<byte[]> image = application.get("/images/beach.jpg?w=640");
      ImageRequest other = ImageRequest.builder("beach.jpg").width(100).build();

      assertThat(image.statusCode()).isEqualTo(200);
      assertThat(Originals.size(image.body())).isEqualTo("640x480");
      assertThat(application.bean(ResizeService.class).resize(other).origin())
          .isEqualTo(Origin.REMOTE);
    }
  }
}
