package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The page of dependencies says what each module brings: which libraries, under which licences, how
 * large, with which native parts. The bill of materials of this module, which knows all others, is
 * what it is held against; {@code -Ddependencies.write=true} writes the tables anew.
 */
class DependenciesIT {
  private static final Path PAGE = Path.of("../docs/dependencies.md");
  private static final String OURS = "io.github.imageresize";
  private static final List<String> MODULES = List.of("core", "servlet", "redis", "lambda");
  private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib)");

  /** CycloneDX takes the POM's "The BSD License" for the oldest one; the jars hold the third. */
  private static final Map<String, String> LICENCES = Map.of("BSD-4-Clause", "BSD-3-Clause");

  private record Library(String group, String name, String version, String licences) {}

  private record Row(String group, String version, Set<String> licences, Set<String> names) {}

  @Test
  void isWhatThePageSays() throws IOException {
    Path bill = Path.of(System.getProperty("build.folder"), "bom.json");
    assumeTrue(Files.exists(bill), "-Dquick makes no bill of materials");
    JsonNode bom = new ObjectMapper().readTree(bill.toFile());
    StringBuilder tables = new StringBuilder();
    Set<Library> ofCore = below("image-resize-core", bom);
    for (String module : MODULES) {
      Set<Library> libraries = below("image-resize-" + module, bom);
      if (!module.equals("core")) {
        libraries.removeAll(ofCore);
      }
      tables.append(table("image-resize-" + module, libraries));
    }
    String page = Files.readString(PAGE);
    String begin = "<!-- dependencies -->\n";
    String end = "<!-- /dependencies -->";
    int from = page.indexOf(begin) + begin.length();
    if (Boolean.getBoolean("dependencies.write")) {
      Files.writeString(PAGE, page.substring(0, from) + tables + page.substring(page.indexOf(end)));
    } else {
      assertThat(page.substring(from, page.indexOf(end))).isEqualTo(tables.toString());
    }
  }

  private static String table(String module, Set<Library> libraries) throws IOException {
    Map<String, Row> rows = new TreeMap<>();
    for (Library library : libraries) {
      rows.computeIfAbsent(
              library.group + " " + library.version,
              same -> new Row(library.group, library.version, new TreeSet<>(), new TreeSet<>()))
          .names
          .add(library.name);
      rows.get(library.group + " " + library.version).licences.add(library.licences);
    }
    if (rows.isEmpty()) {
      return "\n### " + module + "\n\nNothing more.\n";
    }
    StringBuilder text =
        new StringBuilder(
            "\n### " + module + "\n\n| library | version | KB | licence | native |\n");
    text.append("|---|---|---:|---|---|\n");
    long total = 0;
    for (Row row : rows.values()) {
      long bytes = 0;
      boolean natives = false;
      for (String name : row.names) {
        File jar = jar(name, row.version);
        bytes += jar.length();
        natives |= hasNatives(jar);
      }
      total += bytes;
      String names =
          row.names.size() > 4 ? row.names.size() + " jars" : String.join(", ", row.names);
      text.append(
          "| `%s`: %s | %s | %d | %s | %s |%n"
              .formatted(
                  row.group,
                  names,
                  row.version,
                  rounded(bytes),
                  String.join("; ", row.licences),
                  natives ? "yes" : "no"));
    }
    return text.append("| together | | %d | | |%n".formatted(rounded(total))).toString();
  }

  private static long rounded(long bytes) {
    return (bytes + 500) / 1000;
  }

  /** What a module brings beside the project's own modules. */
  private static Set<Library> below(String module, JsonNode bom) {
    Map<String, JsonNode> components = new HashMap<>();
    bom.get("components").forEach(one -> components.put(one.get("bom-ref").asText(), one));
    Map<String, List<String>> dependencies = new HashMap<>();
    for (JsonNode one : bom.get("dependencies")) {
      List<String> on =
          Stream.of(one.path("dependsOn"))
              .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
              .map(JsonNode::asText)
              .toList();
      dependencies.put(one.get("ref").asText(), on);
    }
    String start =
        components.keySet().stream()
            .filter(ref -> ref.contains("/" + module + "@"))
            .findFirst()
            .orElseThrow();
    Set<String> seen = new HashSet<>(Set.of(start));
    Deque<String> left = new ArrayDeque<>(seen);
    Set<Library> libraries = new HashSet<>();
    while (!left.isEmpty()) {
      for (String ref : dependencies.getOrDefault(left.pop(), List.of())) {
        JsonNode component = components.get(ref);
        if (component != null && seen.add(ref)) {
          left.push(ref);
          if (!component.get("group").asText().equals(OURS)) {
            libraries.add(library(component));
          }
        }
      }
    }
    return libraries;
  }

  private static Library library(JsonNode component) {
    Set<String> licences = new TreeSet<>();
    for (JsonNode licence : component.path("licenses")) {
      JsonNode one = licence.path("license");
      String id =
          one.path("id").asText(one.path("name").asText(licence.path("expression").asText()));
      licences.add(LICENCES.getOrDefault(id, id));
    }
    return new Library(
        component.get("group").asText(),
        component.get("name").asText(),
        component.get("version").asText(),
        licences.stream().collect(Collectors.joining(" or ")));
  }

  /** The jar among those that the tests run with. */
  private static File jar(String name, String version) {
    String file = name + "-" + version + ".jar";
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(File::new)
        .filter(jar -> jar.getName().equals(file))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " is not on the class path"));
  }

  private static boolean hasNatives(File jar) throws IOException {
    try (JarFile file = new JarFile(jar)) {
      return file.stream().anyMatch(entry -> NATIVE.matcher(entry.getName()).matches());
    }
  }
}
