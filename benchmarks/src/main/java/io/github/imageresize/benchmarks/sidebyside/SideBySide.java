package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    Inputs maker = new Inputs(arguments.photographs(), arguments.originals());
    for (Row row : arguments.rows()) {
      if (!inputs.containsKey(row.input())) {
        inputs.put(row.input(), maker.make(row.input()));
      }
    }
    List<String> head;
    List<RowResult> results;
    try (Contenders contenders = Contenders.start(arguments.sharpWorker(), arguments.peers())) {
      head = head(contenders.all(), maker.description());
      head.forEach(out::println);
      results = measure(contenders.all());
    }
    requireFidelity(results);
    out.println();
    FullReport.means(results).forEach(out::println);
    if (section.isPresent()) {
      section.get().write(ReadmeReport.lines(head, results));
    }
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
            .formatted(WarmUp.describe(names), originals));
  }

  private List<RowResult> measure(List<Contender> contenders) throws IOException {
    Comparison comparison = new Comparison(contenders, arguments.rounds());
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
