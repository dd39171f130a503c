package io.github.imageresize.examples.resize;

import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.examples.AddedCodecs;
import io.github.imageresize.examples.Version;
import io.github.imageresize.local.LocalResizeService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code describe}: tells what originals are and what they look like from afar. */
@Command(
    name = "describe",
    description = "Tells format, size, frames, profile, main colour and placeholder of images.",
    versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Exit codes: 0 all described, 1 some failed, 2 wrong usage."})
public final class DescribeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE|URL",
      arity = "1..*",
      description =
          "The images: files; - for standard input; http or https URLs of originals, or of what a"
              + " server tells of one, such as"
              + " http://127.0.0.1:8080/images/a.jpg?describe=true.")
  private List<String> files = new ArrayList<>();

  @Option(names = "--json", description = "Print an object for each image, a line each.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Show this help and end.")
  @SuppressWarnings("UnusedVariable") // the parser acts on it
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version and end.")
  @SuppressWarnings("UnusedVariable") // the parser acts on it
  private boolean version;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    LocalResizeService.Builder local = LocalResizeService.builder();
    AddedCodecs.all().forEach(local::codec);
    LocalResizeService service = local.build();
    int failed = 0;
    for (String file : files) {
      try {
        ImageDescription description =
            WebImage.isUrl(file) ? WebImage.describe(file, service) : service.describe(read(file));
        out.println(json ? description.toJson() : text(file, description));
      } catch (ImageResizeException failure) {
        err.println(file + ": " + failure.publicMessage());
        failed++;
      } catch (IOException unreadable) {
        err.println(file + ": can't be read: " + reason(unreadable));
        failed++;
      }
    }
    out.flush();
    return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** What the operating system says is the path alone for a file that is missing. */
  private static String reason(IOException failure) {
    return failure instanceof NoSuchFileException
        ? "there is no such file"
        : String.valueOf(failure.getMessage());
  }

  private static byte[] read(String file) throws IOException {
    return file.equals(Original.STREAM)
        ? System.in.readAllBytes()
        : Files.readAllBytes(Path.of(file));
  }

  private static String text(String file, ImageDescription description) {
    return "%s: %s, %s, %s, %s, profile %s, colour #%02x%02x%02x, ThumbHash %s"
        .formatted(
            file,
            description.format(),
            description.size(),
            description.frames() == 1 ? "1 frame" : description.frames() + " frames",
            description.hasAlpha() ? "alpha" : "opaque",
            description.profile().map(name -> name.isEmpty() ? "unnamed" : name).orElse("none"),
            description.dominantColor().red(),
            description.dominantColor().green(),
            description.dominantColor().blue(),
            Base64.getEncoder().encodeToString(description.thumbHash()));
  }
}
