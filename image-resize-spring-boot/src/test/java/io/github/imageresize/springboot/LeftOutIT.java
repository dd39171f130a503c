package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ClassPathWithout;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** What {@code docs/dependencies.md} says may be left out of an application of Spring Boot. */
@Timeout(600)
public class LeftOutIT {
  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Photos {}

  @Test
  void servesImagesWithoutTheActuatorAndMicrometer() throws Exception {
    ClassPathWithout.run(
        LeftOutIT.class, "micrometer-core-", "micrometer-registry-", "spring-boot-actuator");
  }

  /**
   * Serves an image where nothing could count it. By Jetty: Tomcat, loaded anew, sets the JVM's URL
   * handlers, which a Tomcat of another test has set.
   */
  public static void main(String[] arguments) throws Exception {
    assertThatThrownBy(() -> Class.forName("io.micrometer.core.instrument.MeterRegistry"))
        .isInstanceOf(ClassNotFoundException.class);
    Path folder = Files.createTempDirectory("left-out");
    Map<String, String> properties =
        Map.of(
            "image-resize.source.folder",
            Originals.writeTo(folder).toString(),
            "image-resize.sizes.widths",
            "320");
    try (RunningApplication application =
        RunningApplication.start(Container.JETTY, Photos.class, properties)) {
      HttpResponse<byte[]> image = application.get("/images/beach.jpg?w=320");

      assertThat(image.statusCode()).isEqualTo(200);
      assertThat(Originals.size(image.body())).isEqualTo("320x240");
    } finally {
      Files.delete(folder.resolve("beach.jpg"));
      Files.delete(folder);
    }
  }
}
