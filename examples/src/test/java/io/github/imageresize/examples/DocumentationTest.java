package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
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

  private static final Pattern SILENT_SKIP =
      Pattern.compile(
          "\\bassume(?:True|False)\\([^,;]*\\);|(?<!\\.)\\babort\\(\\);|@Disabled\\s*$",
          Pattern.MULTILINE);

  private static final Set<String> LEFT_BEHIND = Set.of("target", "node_modules", ".git");

  /** The text of each Java file, by its name. */
  private static final Map<String, String> SOURCES = new HashMap<>();

  static List<Path> pages() throws IOException {
    return files(".md");
  }

  @BeforeAll
  static void readSources() throws IOException {
    for (Path source : files(".java")) {
      SOURCES.merge(source.getFileName().toString(), Files.readString(source), String::concat);
    }
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
    List<String> snippets =
        JAVA.matcher(Files.readString(page)).results().map(match -> match.group(1)).toList();
    List<String> sources =
        snippets.isEmpty()
            ? List.of()
            : SOURCES.values().stream().map(DocumentationTest::words).toList();
    List<String> uncompiled = new ArrayList<>();
    for (String snippet : snippets) {
      String words = words(snippet);
      if (sources.stream().noneMatch(source -> source.contains(words))) {
        uncompiled.add(snippet);
      }
    }

    assertThat(uncompiled).as("snippets of %s", PROJECT.relativize(page)).isEmpty();
  }

  /** What a page says to be shown by a test is shown by one that there is. */
  @ParameterizedTest
  @MethodSource("pages")
  void namesTestsThatThereAre(Path page) throws IOException {
    List<String> named =
        TEST.matcher(Files.readString(page)).results().map(match -> match.group(1)).toList();

    assertThat(named)
        .as("tests named in %s", PROJECT.relativize(page))
        .allMatch(test -> SOURCES.containsKey(test + ".java"));
  }

  /** As README promises. */
  @Test
  void testsThatAreSkippedSayWhatTheyMiss() {
    SOURCES.forEach(
        (name, source) -> assertThat(SILENT_SKIP.matcher(source).results()).as(name).isEmpty());
  }

  /** By its class, or by a method that containers share. */
  @Test
  void eachPromiseOfSecurityHasATest() throws IOException {
    String tests = String.join("", SOURCES.values());
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

  /** Of the project, but for what builds leave behind, by their names' end. */
  private static List<Path> files(String suffix) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return LEFT_BEHIND.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(suffix)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
