package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares CPU time, bytes and fidelity of this library and its peers, who take turns. Fails if a
 * result has a wrong size or is too far from the reference.
 */
public final class SideBySide {
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final Arguments arguments;
  private final Map<String, Input> inputs = new TreeMap<>();

  private SideBySide(Arguments arguments) {
    this.arguments = arguments;
  }

  /**
   * Runs the comparison; exits with 1 if it fails and with 2 if it was asked for wrongly.
   *
   * @param arguments as {@link Arguments} reads them
   */
  public static void main(String[] arguments) {
    try {
      new SideBySide(Arguments.parse(arguments)).run();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IOException e) {
      System.err.println(e);
      System.exit(1);
    }
  }

  private void run() throws IOException {
    Optional<MarkdownSection> section = Optional.empty();
    if (arguments.markdown().isPresent()) {
      section = Optional.of(MarkdownSection.in(arguments.markdown().get(), "side-by-side"));
    }
    Optional<OtherJdk> other = Optional.empty();
    if (arguments.jdk().isPresent()) {
      other = Optional.of(OtherJdk.at(arguments.jdk().get()));
    }
    Inputs maker = new Inputs(arguments.photographs(), arguments.originals());
    for (Row row : arguments.rows()) {
      if (!inputs.containsKey(row.input())) {
        inputs.put(row.input(), maker.make(row.input()));
      }
    }
    List<String> head;
    List<RowResult> results;
    try (Contenders contenders =
        Contenders.start(
            arguments.sharpWorker(), arguments.peers(), other, arguments.sharpAlone())) {
      head = head(contenders.all(), maker.description());
      head.forEach(out::println);
      results = measure(contenders.all());
    }
    requireFidelity(results);
    List<String> summary = new ArrayList<>(FullReport.means(results));
    summary.addAll(firstSeconds(other));
    out.println();
    summary.forEach(out::println);
    if (section.isPresent()) {
      List<String> lines = new ArrayList<>(ReadmeReport.lines(head, results, other));
      lines.add("");
      summary.forEach(line -> lines.add("- " + line));
      section.get().write(lines);
    }
  }

  /** Of this library alone, by the row of the photograph, if that is asked for. */
  private List<String> firstSeconds(Optional<OtherJdk> other) throws IOException {
    Row row = Row.ALL.get(0);
    if (!arguments.rows().contains(row)) {
      return List.of();
    }
    Input input = Objects.requireNonNull(inputs.get(row.input()));
    FirstSeconds first = new FirstSeconds(row, input, arguments.originals());
    List<String> lines = new ArrayList<>();
    Path home = Path.of(System.getProperty("java.home"));
    int feature = Runtime.version().feature();
    lines.add(first.line("Java " + feature, first.measure(home, feature)));
    if (other.isPresent()) {
      int otherFeature = Runtime.Version.parse(other.get().version()).feature();
      lines.add(
          first.line("Java " + otherFeature, first.measure(other.get().home(), otherFeature)));
    }
    return lines;
  }

  private List<String> head(List<Contender> contenders, String originals) throws IOException {
    List<String> names = contenders.stream().map(Contender::name).toList();
    return List.of(
        "%s; %s; %s."
            .formatted(
                Machine.describe(),
                contenders.stream().map(Contender::description).collect(Collectors.joining("; ")),
                LocalDate.now(ZoneOffset.UTC)),
        ("Each in a process of its own, JVMs without options; ms: CPU time of the whole process for an"
                + " image, median of rounds by turns (%d), batches of %d ms; ratio: to sharp's; dB: PSNR.")
            .formatted(arguments.rounds(), Comparison.BATCH_MILLISECONDS),
        "Warm-up before each row, at least: %s of CPU. Originals: %s."
            .formatted(WarmUp.describe(names, arguments.warmUpSeconds()), originals));
  }

  private List<RowResult> measure(List<Contender> contenders) throws IOException {
    InstructionCounter counter = new InstructionCounter("instructions:u");
    if (!counter.isAvailable()) {
      out.println(
          "Instructions are not counted: 'perf stat -e instructions:u' gives no figure here.");
    }
    Comparison comparison =
        new Comparison(contenders, arguments.rounds(), arguments.warmUpSeconds(), counter);
    FullReport report = new FullReport(contenders.stream().map(Contender::name).toList());
    List<RowResult> results = new ArrayList<>();
    String format = "";
    for (Row row : arguments.rows()) {
      if (!row.format().equals(format)) {
        format = row.format();
        out.println(report.head(format));
      }
      RowResult result = comparison.measure(row, Objects.requireNonNull(inputs.get(row.input())));
      out.println(report.line(result));
      results.add(result);
    }
    return results;
  }

  private static void requireFidelity(List<RowResult> results) throws IOException {
    String faults =
        results.stream()
            .flatMap(result -> FidelityFloor.fault(result).stream())
            .collect(Collectors.joining("\n"));
    if (!faults.isEmpty()) {
      throw new IOException(faults);
    }
  }
}
