package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** README's properties are enough, and what is missing is asked for by name. */
@Timeout(600)
@ExtendWith(OutputCaptureExtension.class)
class FewestPropertiesIT {
  @TempDir private Path folder;

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Photos {}

  @Test
  void servesImagesByTheThreePropertiesOfReadme() throws Exception {
    Properties readme = new Properties();
    readme.load(new StringReader(readmeProperties()));
    assertThat(readme).hasSize(3).containsEntry("image-resize.source.folder", "photos");
    Map<String, Object> properties = new HashMap<>();
    readme.forEach((name, value) -> properties.put((String) name, value));
    properties.put("image-resize.source.folder", Originals.writeTo(folder).toString());

    try (RunningApplication application =
        RunningApplication.start(Container.TOMCAT, Photos.class, properties)) {
      byte[] image = application.get("/images/beach.jpg?w=320").body();
      assertThat(Originals.size(image)).isEqualTo("320x240");
    }
  }

  private static String readmeProperties() throws Exception {
    String readme = Files.readString(Path.of(System.getProperty("readme")));
    String section = readme.substring(readme.indexOf("\n## In Spring Boot"));
    int begin = section.indexOf("```properties\n") + "```properties\n".length();
    return section.substring(begin, section.indexOf("```", begin));
  }

  @Test
  void refusesToStartWithoutASizePolicyAndTellsWhatToSet(CapturedOutput output) throws Exception {
    Map<String, String> properties =
        Map.of("image-resize.source.folder", Originals.writeTo(folder).toString());

    assertThatThrownBy(
            () -> RunningApplication.start(Container.TOMCAT, Photos.class, properties).close())
        .hasRootCauseInstanceOf(SettingException.class);
    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("Nothing says who may ask for which image size")
        .contains("Set image-resize.sizes.widths to the widths that your pages use");
  }
}
