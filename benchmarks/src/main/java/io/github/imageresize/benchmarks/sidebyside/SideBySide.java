package io.github.imageresize.benchmarks.sidebyside;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.local.LocalResizeService;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Compares CPU time, bytes and fidelity of this library and its peers, who take turns. Fails if a
 * result has a wrong size or is too far from the reference.
 */
public final class SideBySide {
  private static final double PSNR_FLOOR = 30;
  private static final int WARM_UP = 3;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final List<Contender> contenders;
  private final int rounds;
  private final List<Double> jpegRatios = new ArrayList<>();

  private SideBySide(List<Contender> contenders, int rounds) {
    this.contenders = contenders;
    this.rounds = rounds;
  }

  /** A line of a table. */
  private record Row(String input, int width, String format) {
    @Override
    public String toString() {
      return input + " to " + width + ", " + format;
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row("photo", 720, "jpeg"),
          new Row("12mp-baseline", 300, "jpeg"),
          new Row("12mp-baseline", 1200, "jpeg"),
          new Row("24mp-baseline", 200, "jpeg"),
          new Row("24mp-baseline", 800, "jpeg"),
          new Row("24mp-baseline", 1600, "jpeg"),
          new Row("12mp-progressive", 300, "jpeg"),
          new Row("12mp-progressive", 1200, "jpeg"),
          new Row("24mp-progressive", 200, "jpeg"),
          new Row("24mp-progressive", 800, "jpeg"),
          new Row("24mp-progressive", 1600, "jpeg"),
          new Row("photo", 720, "webp"),
          new Row("12mp-baseline", 1200, "webp"),
          new Row("png-alpha", 720, "png"));

  /**
   * Runs the comparison.
   *
   * @param arguments the worker script of sharp; the folder where it is installed; a folder for
   *     originals; the number of rounds; a regular expression that chooses rows; and, if at hand, a
   *     folder of photographs
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    Predicate<String> chosen = Pattern.compile(arguments[4]).asPredicate();
    List<Path> photographs =
        arguments.length > 5 ? Inputs.photographs(Path.of(arguments[5])) : List.of();
    List<Row> rows = ROWS.stream().filter(row -> chosen.test(row.toString())).toList();
    Map<String, Input> inputs = inputs(rows, photographs, folder);
    try (Sharp sharp = new Sharp(Path.of(arguments[0]), Path.of(arguments[1]))) {
      new SideBySide(contenders(sharp), rounds).run(rows, inputs);
    }
  }

  private static Map<String, Input> inputs(List<Row> rows, List<Path> photographs, Path folder)
      throws IOException {
    Inputs maker = new Inputs(photographs, folder);
    Map<String, Input> inputs = new TreeMap<>();
    for (Row row : rows) {
      if (!inputs.containsKey(row.input())) {
        inputs.put(row.input(), input(row.input(), maker, photographs));
      }
    }
    return inputs;
  }

  private static Input input(String name, Inputs maker, List<Path> photographs) throws IOException {
    return switch (name) {
      case "photo" ->
          photographs.isEmpty()
              ? maker.jpeg(name, 2725, 2225, false)
              : new Input(name, photographs.get(0));
      case "png-alpha" -> maker.png(name, 2048, 1536);
      default -> {
        boolean small = name.startsWith("12mp");
        boolean progressive = name.endsWith("progressive");
        yield maker.jpeg(name, small ? 4000 : 6000, small ? 3000 : 4000, progressive);
      }
    };
  }

  private static List<Contender> contenders(Sharp sharp) {
    LocalResizeService service = LocalResizeService.builder().build();
    Set<ImageFormat> formats = service.outputFormats();
    return List.of(
        new JvmContender(
            "image-resize",
            formats.stream().map(ImageFormat::label).toList(),
            (original, width, format) -> {
              ImageFormat written = ImageFormat.ofLabel(format).orElseThrow();
              ImageRequest.Builder request =
                  ImageRequest.builder("original").width(width).format(written);
              if (written.hasQuality()) {
                request.quality(80);
              }
              return service.resize(original, request.build()).toByteArray();
            }),
        sharp,
        new JvmContender("Thumbnailator", List.of("jpeg", "png"), Peers::thumbnailator),
        new JvmContender("ImageIO", List.of("jpeg", "png"), Peers::imageIo));
  }

  private void run(List<Row> rows, Map<String, Input> inputs) throws IOException {
    out.printf(
        Locale.ROOT,
        "%s, Java %s, %s, %d rounds. CPU ms of the process (minimum), kB, dB of PSNR.%n",
        System.getProperty("os.arch"),
        Runtime.version(),
        LocalDate.now(ZoneOffset.UTC),
        rounds);
    for (String format : List.of("jpeg", "webp", "png")) {
      List<Row> ofFormat = rows.stream().filter(row -> row.format().equals(format)).toList();
      if (!ofFormat.isEmpty()) {
        printHead(format);
        for (Row row : ofFormat) {
          compare(row, Objects.requireNonNull(inputs.get(row.input())));
        }
      }
    }
    double logarithms = jpegRatios.stream().mapToDouble(Math::log).average().orElse(Double.NaN);
    out.printf(
        Locale.ROOT,
        "geometric mean of CPU against sharp, JPEG to JPEG: %.2f%n",
        Math.exp(logarithms));
  }

  private void printHead(String format) {
    out.printf("%n### To %s%n%n| image | width |", format);
    contenders.forEach(one -> out.printf(" %s ms | ratio | kB | dB |", one.name()));
    out.printf("%n|---|---|%s%n", "---|---|---|---|".repeat(contenders.size()));
  }

  private void compare(Row row, Input input) throws IOException {
    FloatReference reference = FloatReference.of(input.bytes(), row.width());
    Map<String, Double> best = new TreeMap<>();
    Map<String, byte[]> results = new TreeMap<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      for (Contender contender : contenders) {
        boolean slow =
            contender instanceof JvmContender && !contender.name().equals("image-resize");
        if (!contender.writes(row.format()) || (slow && round < -1)) {
          continue;
        }
        Contender.Result result = contender.resize(input, row.width(), row.format());
        results.put(contender.name(), result.bytes());
        if (round >= 0) {
          best.merge(contender.name(), result.milliseconds(), Math::min);
        }
      }
    }
    print(row, reference, best, results);
  }

  private void print(
      Row row, FloatReference reference, Map<String, Double> best, Map<String, byte[]> results)
      throws IOException {
    double sharp = best.getOrDefault("sharp", Double.NaN);
    out.printf("| %s | %d |", row.input(), row.width());
    for (Contender contender : contenders) {
      byte[] result = results.get(contender.name());
      if (result == null) {
        out.print(" – | – | – | – |");
        continue;
      }
      double psnr = reference.psnr(result);
      boolean own = contender.name().equals("image-resize");
      if (own && psnr < PSNR_FLOOR) {
        Path kept = Files.write(Path.of("below-the-floor." + row.format()), result);
        throw new IOException(
            row + " must reach " + PSNR_FLOOR + " dB but has " + psnr + ", see " + kept);
      }
      double ratio = best.getOrDefault(contender.name(), Double.NaN) / sharp;
      if (own && row.format().equals("jpeg")) {
        jpegRatios.add(ratio);
      }
      out.printf(
          Locale.ROOT,
          " %.1f | %.2f | %.1f | %.2f |",
          ratio * sharp,
          ratio,
          result.length / 1000.0,
          psnr);
    }
    out.println();
  }
}
