package io.github.imageresize.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.EngineFallback;
import io.github.imageresize.event.EntryEvicted;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.event.ResultWait;
import io.github.imageresize.event.StoreFailure;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page and the dashboard name what a registry has that heard of everything, and no more. */
class MetersAreDocumentedTest {
  private static final Path DOCS = Path.of("../docs");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MemoryCacheStore memory = MemoryCacheStore.ofBytes(1 << 20);
  private final ResizeMetrics metrics = new ResizeMetrics(registry).watch(memory);

  @BeforeEach
  void hearOfEverything() {
    hear("a.png");
  }

  private void hear(String source) {
    ImageRequest request = ImageRequest.builder(source).width(8).build();
    for (CacheLookup.Outcome outcome : CacheLookup.Outcome.values()) {
      metrics.lookedUp(CacheLookup.found(request, outcome, CacheLookup.Tier.MEMORY));
    }
    for (ResultWait.Kind kind : ResultWait.Kind.values()) {
      metrics.waited(ResultWait.of(request, kind, Duration.ofMillis(3)));
    }
    ResizedImage image =
        ResizedImage.wrap(new byte[100], ImageFormat.JPEG, 8, 8, "1", ResizedImage.Origin.LOCAL);
    Map<ImageMade.Stage, Duration> stages = new HashMap<>();
    for (ImageMade.Stage stage : ImageMade.Stage.values()) {
      stages.put(stage, Duration.ofMillis(5));
    }
    metrics.made(ImageMade.of(request, image, "local-1", Duration.ofMillis(20)).withStages(stages));
    for (Reason reason : Reason.values()) {
      ImageResizeException failure = new ImageResizeException(reason, "of " + source);
      for (ResizedImage.Origin origin : ResizedImage.Origin.values()) {
        metrics.failed(ImageFailed.of(request, failure, source, origin, Duration.ofMillis(1)));
      }
      metrics.fellBack(EngineFallback.of(request, failure, "one of " + source, "other"));
    }
    metrics.storeFailed(
        StoreFailure.of("RedisCacheStore", "get", new IllegalStateException(source)));
    metrics.evicted(EntryEvicted.of(source, 2_000));
  }

  @Test
  void noTagHoldsWhatAClientSends() {
    int before = registry.getMeters().size();
    for (int client = 0; client < 100; client++) {
      hear("original-" + client + ".png");
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

  @Test
  void theDashboardAsksForWhatIsThere() throws IOException {
    Map<String, Set<String>> labels = new HashMap<>();
    registry
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> add(line, labels));
    JsonNode dashboard =
        new ObjectMapper().readTree(DOCS.resolve("grafana-dashboard.json").toFile());
    Set<String> asked = new HashSet<>();

    for (JsonNode expression : dashboard.findValues("expr")) {
      String query = expression.asText();
      Set<String> names = matches("image_resize_[a-z_]+", query);
      assertThat(names).as(query).isNotEmpty();
      assertThat(labels.keySet()).as(query).containsAll(names);
      asked.addAll(names);
      for (String name : names) {
        assertThat(with(labels.get(name), "instance")).as(query).containsAll(labelsIn(query));
      }
    }
    Set<String> families =
        asked.stream().map(MetersAreDocumentedTest::family).collect(Collectors.toSet());
    assertThat(families)
        .as("each meter is on the dashboard")
        .isEqualTo(
            labels.keySet().stream()
                .map(MetersAreDocumentedTest::family)
                .collect(Collectors.toSet()));
  }

  private static void add(String line, Map<String, Set<String>> labels) {
    String name = line.substring(0, line.indexOf(line.contains("{") ? '{' : ' '));
    Set<String> found = labels.computeIfAbsent(name, same -> new HashSet<>());
    found.addAll(matches("[a-z]+(?==\")", line));
  }

  private static Set<String> labelsIn(String query) {
    Set<String> labels = matches("[a-z]+(?==~?\")", query);
    Pattern.compile("by \\(([a-z, ]+)\\)")
        .matcher(query)
        .results()
        .forEach(by -> labels.addAll(matches("[a-z]+", by.group(1))));
    return labels;
  }

  private static Set<String> with(Set<String> labels, String another) {
    Set<String> all = new HashSet<>(labels);
    all.add(another);
    return all;
  }

  /** A metric without what its series are told apart by. */
  private static String family(String series) {
    return series.replaceAll("_(count|sum|max|bucket)$", "");
  }

  private static Set<String> matches(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
