package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what is written for people against the files: links lead somewhere, Java compiles. */
class DocumentationTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern JAVA =
      Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE =
      Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*[a-z](?:Test|IT))`");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  static List<Path> pages() throws IOException {
    return files(PROJECT, ".md");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadToFilesAndHeadingsThatAreThere(Path page) throws IOException {
    List<String> dead = new ArrayList<>();
    Matcher link = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
    while (link.find()) {
      String target = link.group(1);
      if (!target.contains(":") && !leadsSomewhere(page, target)) {
        dead.add(target);
      }
    }

    assertThat(dead).as("dead links in %s", PROJECT.relativize(page)).isEmpty();
  }

  /** By their words in a row: how a snippet is broken into lines is the page's own affair. */
  @ParameterizedTest
  @MethodSource("pages")
  void javaStandsInSourcesThatTheBuildCompiles(Path page) throws IOException {
    List<String> sources = new ArrayList<>();
    for (Path source : files(PROJECT, ".java")) {
      sources.add(words(Files.readString(source)));
    }
    List<String> uncompiled = new ArrayList<>();
    Matcher snippet = JAVA.matcher(Files.readString(page));
    while (snippet.find()) {
      String words = words(snippet.group(1));
      if (sources.stream().noneMatch(source -> source.contains(words))) {
        uncompiled.add(snippet.group(1));
      }
    }

    assertThat(uncompiled).as("snippets of %s", PROJECT.relativize(page)).isEmpty();
  }

  /** What a page says to be shown by a test is shown by one that there is. */
  @ParameterizedTest
  @MethodSource("pages")
  void namesTestsThatThereAre(Path page) throws IOException {
    Set<String> sources = new HashSet<>();
    for (Path source : files(PROJECT, ".java")) {
      sources.add(source.getFileName().toString());
    }
    List<String> named =
        TEST.matcher(Files.readString(page)).results().map(match -> match.group(1)).toList();

    assertThat(named)
        .as("tests named in %s", PROJECT.relativize(page))
        .allMatch(test -> sources.contains(test + ".java"));
  }

  /** By its class, or by a method that containers share. */
  @Test
  void eachPromiseOfSecurityHasATest() throws IOException {
    StringBuilder tests = new StringBuilder();
    for (Path source : files(PROJECT, ".java")) {
      tests.append(Files.readString(source));
    }
    String page = Files.readString(PROJECT.resolve("SECURITY.md"));
    String table = page.split("\\| promise \\| shown by \\|\n", 2)[1].split("\n\n", 2)[0];
    List<String> promises = table.lines().skip(1).toList();

    assertThat(promises).hasSizeGreaterThan(10);
    for (String promise : promises) {
      String shownBy = promise.split("\\|")[2];
      List<String> names = NAME.matcher(shownBy).results().map(match -> match.group(1)).toList();
      assertThat(names).as(promise).isNotEmpty();
      assertThat(names)
          .as(promise)
          .allMatch(name -> tests.indexOf("class " + name) + tests.indexOf("void " + name) > -2);
    }
  }

  private static boolean leadsSomewhere(Path page, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file =
        parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).toAbsolutePath().normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return parts.length == 1 || anchors(file).contains(parts[1]);
  }

  /** As GitHub makes them of headings. */
  private static List<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  private static String words(String code) {
    return code.replaceAll("//[^\n]*", "").replaceAll("\\s+", "");
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .filter(
              file ->
                  Stream.of("target", "node_modules", ".git")
                      .noneMatch(skipped -> isIn(file, skipped)))
          .map(file -> file.toAbsolutePath().normalize())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isIn(Path file, String folder) {
    for (Path name : PROJECT.relativize(file.toAbsolutePath().normalize())) {
      if (name.toString().equals(folder)) {
        return true;
      }
    }
    return false;
  }
}
