package io.github.imageresize.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard asks for what Prometheus has of a registry that heard of everything. */
class DashboardTest {
  /** What Prometheus itself adds to each series. */
  private static final String ADDED = "instance";

  /** The labels of each series with their values. */
  private final Map<String, Map<String, Set<String>>> series = new HashMap<>();

  private JsonNode dashboard;

  @BeforeEach
  void read() throws IOException {
    new EveryMeter()
        .registry()
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(this::add);
    dashboard = new ObjectMapper().readTree(Path.of("../docs/grafana-dashboard.json").toFile());
  }

  private void add(String line) {
    String name = line.substring(0, line.indexOf(line.contains("{") ? '{' : ' '));
    Map<String, Set<String>> labels =
        series.computeIfAbsent(name, same -> new HashMap<>(Map.of(ADDED, new HashSet<>())));
    Pattern.compile("([a-z]+)=\"([^\"]*)\"")
        .matcher(line)
        .results()
        .forEach(
            label ->
                labels
                    .computeIfAbsent(label.group(1), same -> new HashSet<>())
                    .add(label.group(2)));
  }

  private List<String> queries() {
    List<String> queries = new ArrayList<>(dashboard.findValuesAsText("expr"));
    for (JsonNode variable : dashboard.at("/templating/list")) {
      if (variable.path("type").asText().equals("query")) {
        queries.add(variable.path("query").asText());
      }
    }
    return queries;
  }

  @Test
  void asksForSeriesLabelsAndValuesThatAreThere() {
    for (String query : queries()) {
      Set<String> names = namesIn(query);
      assertThat(names).as(query).isNotEmpty();
      assertThat(series.keySet()).as(query).containsAll(names);
      for (String name : names) {
        assertThat(series.get(name).keySet()).as(query).containsAll(labelsIn(query));
        matchers(query)
            .forEach(
                (label, values) ->
                    assertThat(series.get(name).get(label)).as(query).containsAll(values));
      }
    }
  }

  @Test
  void showsEachMeter() {
    assertThat(
            queries().stream()
                .flatMap(query -> namesIn(query).stream())
                .map(DashboardTest::meter)
                .collect(Collectors.toSet()))
        .isEqualTo(series.keySet().stream().map(DashboardTest::meter).collect(Collectors.toSet()));
  }

  @Test
  void namesSeriesByLabelsThatItsQueriesKeep() {
    for (JsonNode target : targets()) {
      String query = target.path("expr").asText();
      Set<String> kept = query.contains("sum") ? grouping(query) : Set.of(ADDED);
      assertThat(kept)
          .as(query)
          .containsAll(matches("(?<=\\{\\{)[a-z]+(?=}})", target.path("legendFormat").asText()));
    }
  }

  @Test
  void saysInWhichUnitEachSeriesIs() {
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        assertThat(unit(panel, target.path("legendFormat").asText()))
            .as("%s of %s", target.path("expr").asText(), panel.path("title").asText())
            .isIn(units(target.path("expr").asText()));
      }
    }
  }

  /** That of the panel, unless the panel has another one for the series of this name. */
  private static String unit(JsonNode panel, String legend) {
    for (JsonNode override : panel.at("/fieldConfig/overrides")) {
      JsonNode matcher = override.path("matcher");
      if (matcher.path("id").asText().equals("byName")
          && matcher.path("options").asText().equals(legend)) {
        for (JsonNode property : override.path("properties")) {
          if (property.path("id").asText().equals("unit")) {
            return property.path("value").asText();
          }
        }
      }
    }
    return panel.at("/fieldConfig/defaults/unit").asText();
  }

  /** As Grafana names them. */
  private static List<String> units(String query) {
    boolean quotient = query.contains(") / ");
    if (quotient && query.contains("_sum") || query.contains("quantile")) {
      return query.contains("_bytes") ? List.of("bytes") : List.of("s");
    }
    if (quotient) {
      return List.of("percentunit");
    }
    if (query.contains("rate(")) {
      return query.contains("_bytes") ? List.of("Bps") : List.of("ops", "reqps");
    }
    return query.contains("_bytes") ? List.of("bytes") : List.of("short");
  }

  @Test
  void takesItsDataFromTheSourceThatIsChosen() {
    JsonNode chosen = dashboard.at("/templating/list/0");
    assertThat(chosen.path("name").asText()).isEqualTo("datasource");
    assertThat(chosen.path("type").asText()).isEqualTo("datasource");
    assertThat(chosen.path("query").asText()).isEqualTo("prometheus");
    for (JsonNode source : dashboard.findValues("datasource")) {
      assertThat(source.path("type").asText()).isEqualTo("prometheus");
      assertThat(source.path("uid").asText()).isEqualTo("${datasource}");
    }
    Set<String> variables = new HashSet<>(Set.of("__rate_interval"));
    dashboard.at("/templating/list").findValuesAsText("name").forEach(variables::add);
    for (String query : queries()) {
      assertThat(variables).as(query).containsAll(matches("(?<=\\$)[a-z_]+", query));
    }
  }

  /** What Grafana refuses, or shows otherwise than it was meant. */
  @Test
  void canBeImported() {
    assertThat(dashboard.path("uid").asText()).matches("[a-zA-Z0-9_-]{1,40}");
    assertThat(dashboard.path("title").asText()).isNotBlank();
    assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
    assertThat(dashboard.has("id")).as("an identity in somebody's database").isFalse();
    Set<Integer> identities = new HashSet<>();
    Set<Integer> places = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      String title = panel.path("title").asText();
      assertThat(identities.add(panel.path("id").asInt())).as(title).isTrue();
      JsonNode at = panel.path("gridPos");
      int right = at.path("x").asInt() + at.path("w").asInt();
      assertThat(right).as(title).isLessThanOrEqualTo(24);
      for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
        for (int x = at.path("x").asInt(); x < right; x++) {
          assertThat(places.add(y * 24 + x)).as("%s covers another panel", title).isTrue();
        }
      }
      List<String> references = panel.path("targets").findValuesAsText("refId");
      assertThat(references).as(title).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  private List<JsonNode> targets() {
    List<JsonNode> targets = new ArrayList<>();
    dashboard.findValues("targets").forEach(of -> of.forEach(targets::add));
    return targets;
  }

  private static Set<String> namesIn(String query) {
    return matches("image_resize_[a-z_]+", query);
  }

  private static Set<String> labelsIn(String query) {
    Set<String> labels = new HashSet<>(matchers(query).keySet());
    labels.addAll(grouping(query));
    labels.addAll(matches("(?<=, )[a-z]+(?=\\)$)", query));
    return labels;
  }

  /** The values that are asked for by their names. */
  private static Map<String, Collection<String>> matchers(String query) {
    return Pattern.compile("([a-z]+)(?:=~?|!=|!~)\"([^\"]*)\"")
        .matcher(query)
        .results()
        .collect(
            Collectors.toMap(
                matcher -> matcher.group(1),
                matcher ->
                    matcher.group(2).startsWith("$")
                        ? Set.of()
                        : Arrays.asList(matcher.group(2).split("\\|")),
                (one, same) -> one));
  }

  private static Set<String> grouping(String query) {
    Set<String> labels = new HashSet<>();
    Pattern.compile("by \\(([a-z, ]+)\\)")
        .matcher(query)
        .results()
        .forEach(by -> labels.addAll(matches("[a-z]+", by.group(1))));
    return labels;
  }

  /** A series without what those of one meter are told apart by. */
  private static String meter(String series) {
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
