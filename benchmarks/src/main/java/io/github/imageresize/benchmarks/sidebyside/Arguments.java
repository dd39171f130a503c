package io.github.imageresize.benchmarks.sidebyside;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the script asks for.
 *
 * @param sharpWorker the script that answers for sharp
 * @param peers the folder where sharp is installed
 * @param originals a folder for originals, which is made
 * @param rounds measured rounds of a row
 * @param warmUpSeconds of CPU for this library before each row
 * @param rows those chosen
 * @param sharpAlone whether the JVM's others are left out, which take most of the time
 * @param jdk the home of another JDK to run this library on as well
 * @param photographs a folder of JPEG files to make originals of
 * @param markdown a file with a section to write the tables to
 */
record Arguments(
    Path sharpWorker,
    Path peers,
    Path originals,
    int rounds,
    int warmUpSeconds,
    List<Row> rows,
    boolean sharpAlone,
    Optional<Path> jdk,
    Optional<Path> photographs,
    Optional<Path> markdown) {

  /**
   * Reads arguments such as {@code rounds=10}; an empty value is none.
   *
   * @throws IllegalArgumentException that tells what would be right
   */
  static Arguments parse(String... arguments) {
    Map<String, String> values = new TreeMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      require(equals > 0, "An argument must be name=value, but is '" + argument + "'");
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    Arguments parsed =
        new Arguments(
            Path.of(take(values, "sharp-worker")),
            Path.of(take(values, "peers")),
            Path.of(take(values, "originals")),
            number("Rounds", take(values, "rounds")),
            number("Seconds to warm up", take(values, "warm-up")),
            rows(take(values, "rows")),
            take(values, "sharp-alone").equals("yes"),
            path(values, "jdk"),
            path(values, "photographs"),
            path(values, "markdown"));
    require(values.isEmpty(), "There is no argument " + values.keySet());
    return parsed;
  }

  private static String take(Map<String, String> values, String name) {
    String value = values.remove(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("The argument '" + name + "' must be given");
    }
    return value;
  }

  private static Optional<Path> path(Map<String, String> values, String name) {
    return Optional.ofNullable(values.remove(name)).filter(value -> !value.isEmpty()).map(Path::of);
  }

  private static int number(String name, String value) {
    require(
        value.matches("[1-9][0-9]{0,3}"),
        name + " must be a number of 1 to 9999, not '" + value + "'");
    return Integer.parseInt(value);
  }

  private static List<Row> rows(String expression) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("Rows must be a regular expression: " + e.getMessage(), e);
    }
    List<Row> rows =
        Row.ALL.stream().filter(row -> pattern.matcher(row.toString()).find()).toList();
    require(
        !rows.isEmpty(), "'" + expression + "' must match a row at least; there are: " + Row.ALL);
    return rows;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
