package io.github.imageresize.examples.resize;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.local.LocalResizeService;
import java.io.PrintWriter;
import java.nio.file.Path;
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
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 all done, 1 some failed (a line each on standard error), 2 wrong usage."
    })
public final class ResizeCommand implements Callable<Integer> {
  /** A batch has patience: nobody waits for a single image of it. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The originals.")
  private List<Path> files = new ArrayList<>();

  @Mixin private RequestOptions options = new RequestOptions();

  @Option(
      names = "--output",
      paramLabel = "PATH",
      description = {
        "For one file: a file, whose ending names the format, or a folder. For several: a folder,"
            + " made if need be. Default: beside the original, with the size in the name."
      })
  private @Nullable Path output;

  @Override
  public Integer call() {
    Destination destination = destination();
    Optional<ImageFormat> format = destination.format().or(options::format);
    List<ResizeTask> tasks = new ArrayList<>();
    try {
      options.request("any", format);
    } catch (ImageResizeException wrong) {
      throw wrongUsage(wrong.publicMessage());
    }
    ResizeLimits limits = ResizeLimits.builder().queueTimeout(PATIENCE).deadline(PATIENCE).build();
    LocalResizeService service = LocalResizeService.builder().limits(limits).build();
    for (Path file : files) {
      tasks.add(
          new ResizeTask(
              file, name -> options.request(name, format), service, limits, destination));
    }
    PrintWriter out = spec.commandLine().getOut();
    Report report = new Report(out, spec.commandLine().getErr(), tasks.size());
    new Batch(limits.parallelism()).run(tasks, report);
    return report.finish() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Destination destination() {
    try {
      return Destination.of(files, Optional.ofNullable(output), options.format());
    } catch (IllegalArgumentException wrong) {
      throw wrongUsage(wrong.getMessage());
    }
  }

  private ParameterException wrongUsage(@Nullable String message) {
    return new ParameterException(spec.commandLine(), String.valueOf(message));
  }
}
