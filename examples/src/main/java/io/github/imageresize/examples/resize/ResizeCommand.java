package io.github.imageresize.examples.resize;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.examples.AddedCodecs;
import io.github.imageresize.examples.LimitOptions;
import io.github.imageresize.examples.Version;
import io.github.imageresize.local.LocalResizeService;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code resize}: makes an image of each file, as many at a time as there are processors. */
@Command(
    name = "resize",
    description = "Resizes files: one to a file, several to a folder.",
    versionProvider = Version.class,
    modelTransformer = RequestOptions.class,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 all done, 1 some failed (a line each on standard error), 2 wrong usage."
    })
public final class ResizeCommand implements Callable<Integer> {
  /** A batch has patience: nobody waits for a single image of it. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "The originals; - for standard input.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description = {
        "For one file: a file, whose ending names the format, a folder with a slash at its end, or"
            + " - for standard output. For several: a folder, made if need be. Default: beside the"
            + " original, with the size in the name."
      })
  private @Nullable String output;

  @Option(
      names = {"-r", "--recursive"},
      description = "Take the images in folders and in the folders below; keep the folders.")
  private boolean recursive;

  @Option(names = "--overwrite", description = "Replace results that are there already.")
  private boolean overwrite;

  @Option(names = "--dry-run", description = "Make the images, but write nothing.")
  private boolean dryRun;

  @Option(names = "--quiet", description = "Tell of failures only.")
  private boolean quiet;

  @Mixin private LimitOptions limitOptions = new LimitOptions();

  @Option(names = "--help", usageHelp = true, description = "Show this help and end.")
  @SuppressWarnings("UnusedVariable") // the parser acts on it
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version and end.")
  @SuppressWarnings("UnusedVariable") // the parser acts on it
  private boolean version;

  @Override
  public Integer call() throws IOException {
    List<Original> originals = originals();
    if (originals.isEmpty()) {
      throw wrongUsage("there is no image in " + String.join(", ", files));
    }
    Destination destination = destination(originals);
    Optional<ImageFormat> format = destination.format().or(() -> RequestOptions.format(spec));
    try {
      RequestOptions.request(spec, "any", format);
    } catch (ImageResizeException wrong) {
      throw wrongUsage(wrong.publicMessage());
    }
    ResizeLimits limits = limits();
    LocalResizeService.Builder local = LocalResizeService.builder().limits(limits);
    AddedCodecs.all().forEach(local::codec);
    LocalResizeService service = local.build();
    List<ResizeTask> tasks = new ArrayList<>();
    for (Original original : originals) {
      tasks.add(
          new ResizeTask(
              original,
              name -> RequestOptions.request(spec, name, format),
              service,
              limits,
              destination,
              dryRun));
    }
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = destination.isStream() ? err : spec.commandLine().getOut();
    Report report = new Report(out, err, tasks.size(), quiet);
    new ParallelTasks(limits.parallelism()).run(tasks, report);
    return report.finish() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private List<Original> originals() throws IOException {
    try {
      return Original.find(files, recursive);
    } catch (IllegalArgumentException wrong) {
      throw wrongUsage(wrong.getMessage());
    }
  }

  private ResizeLimits limits() {
    try {
      return limitOptions.applyTo(ResizeLimits.builder().queueTimeout(PATIENCE).deadline(PATIENCE));
    } catch (IllegalArgumentException wrong) {
      throw wrongUsage(wrong.getMessage());
    }
  }

  private Destination destination(List<Original> originals) {
    try {
      return Destination.of(
          originals, Optional.ofNullable(output), RequestOptions.format(spec), overwrite);
    } catch (IllegalArgumentException wrong) {
      throw wrongUsage(wrong.getMessage());
    }
  }

  private ParameterException wrongUsage(@Nullable String message) {
    return new ParameterException(spec.commandLine(), String.valueOf(message));
  }
}
