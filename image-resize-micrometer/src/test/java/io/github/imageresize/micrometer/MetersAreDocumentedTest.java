package io.github.imageresize.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page and the Javadoc name what a registry has that heard of everything, and no more. */
class MetersAreDocumentedTest {
  private static final Path DOCS = Path.of("../docs");

  private final EveryMeter everything = new EveryMeter();
  private final PrometheusMeterRegistry registry = everything.registry();

  @Test
  void noTagHoldsWhatAClientSends() {
    int before = registry.getMeters().size();
    for (int client = 0; client < 100; client++) {
      everything.hear("original-" + client + ".png");
    }
    assertThat(registry.getMeters()).hasSize(before);
  }

  @Test
  void thePageListsEachMeterWithItsKindUnitAndTags() throws IOException {
    Set<String> meters = new TreeSet<>();
    for (Meter meter : registry.getMeters()) {
      meters.add(described(meter.getId()));
    }
    String page = Files.readString(DOCS.resolve("metrics.md"));
    String table =
        page.substring(page.indexOf("<!-- meters -->"), page.indexOf("<!-- /meters -->"));
    Set<String> rows = new TreeSet<>();
    table.lines().filter(line -> line.startsWith("| `")).forEach(row -> rows.add(described(row)));

    assertThat(rows).isEqualTo(meters);
  }

  private static String described(Meter.Id id) {
    String unit = id.getBaseUnit() == null ? "" : id.getBaseUnit();
    String kind =
        id.getType() == Meter.Type.DISTRIBUTION_SUMMARY
            ? "summary"
            : id.getType().name().toLowerCase(Locale.ROOT);
    String tags = id.getTags().stream().map(Tag::getKey).collect(Collectors.joining(","));
    return id.getName() + " " + kind + " [" + unit + "] " + tags;
  }

  private static String described(String row) {
    String[] cells = row.split("\\|");
    String kind = cells[2].trim().replace(", with buckets", "");
    String tags =
        Arrays.stream(cells[4].replace("`", "").split(","))
            .map(String::trim)
            .sorted()
            .collect(Collectors.joining(","));
    return cells[1].replace("`", "").trim() + " " + kind + " [" + cells[3].trim() + "] " + tags;
  }

  @Test
  void theJavadocNamesEachMeter() throws IOException {
    String source =
        Files.readString(
            Path.of("src/main/java/io/github/imageresize/micrometer/ResizeMetrics.java"));
    String javadoc = source.substring(0, source.indexOf("public final class"));
    Set<String> named =
        Pattern.compile("\\{@code (image\\.resize\\.[a-z.]+)}")
            .matcher(javadoc)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    assertThat(named)
        .isEqualTo(
            registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .collect(Collectors.toSet()));
  }
}
