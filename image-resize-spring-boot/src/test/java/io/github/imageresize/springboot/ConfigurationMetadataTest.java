package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What editors and the page say of the properties is what can be set. */
class ConfigurationMetadataTest {
  private static final String PREFIX = "image-resize.";

  private static JsonNode metadata;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream file =
        ImageResizeProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      metadata = new ObjectMapper().readTree(file);
    }
  }

  @Test
  void namesEachPropertyAndNoOther() {
    Set<String> expected = new TreeSet<>();
    collect(ImageResizeProperties.class, PREFIX, expected);
    Set<String> named = new TreeSet<>();
    metadata.get("properties").forEach(property -> named.add(property.get("name").asText()));

    assertThat(named).isEqualTo(expected);
  }

  private static void collect(Class<?> type, String prefix, Set<String> names) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
      if (component.getType().isRecord()) {
        collect(component.getType(), name + ".", names);
      } else {
        names.add(name);
      }
    }
  }

  @Test
  void describesEachPropertyInASentence() {
    for (JsonNode property : metadata.get("properties")) {
      assertThat(property.path("description").asText())
          .as(property.get("name").asText())
          .matches("[A-Z].*\\.")
          .doesNotContain("{@", "&amp;", "<");
    }
  }

  @Test
  void isTheTableOfThePage() throws IOException {
    String page = Files.readString(Path.of("../docs/spring-boot.md"));
    String table =
        page.substring(page.indexOf("<!-- properties -->"), page.indexOf("<!-- /properties -->"));
    Map<String, String> rows = new TreeMap<>();
    table
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(line -> rows.put(line.split("`")[1], line));
    Map<String, String> expected = new TreeMap<>();
    for (JsonNode property : metadata.get("properties")) {
      String name = property.get("name").asText().substring(PREFIX.length());
      String value = property.path("defaultValue").asText();
      expected.put(
          name,
          "| `%s` | %s | %s |"
              .formatted(
                  name,
                  value.isEmpty() ? "" : "`" + value + "`",
                  property.get("description").asText().replace("*", "\\*")));
    }
    assertThat(rows).isEqualTo(expected);
  }
}
