package io.github.imageresize.examples.serve;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.examples.LimitOptions;
import io.github.imageresize.examples.ProgressBar;
import io.github.imageresize.examples.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warm}: makes images before anyone asks for them. */
@Command(
    name = "warm",
    description = {
      "Makes images and keeps them in Redis, for servers that use it. What is there already is not"
          + " made again, so that an interrupted run can be repeated."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Exit codes: 0 all there, 1 some failed, 2 wrong usage."})
public final class WarmCommand implements Callable<Integer> {
  private static final long MEMORY = 16L << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What one run takes at most, since all of it is held in memory. */
  static final int MOST_PICTURES = 100_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Originals by their paths in the source. Default: all that are there.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--widths",
      required = true,
      split = ",",
      paramLabel = "W",
      description = "Widths, such as 320,640,1280.")
  private List<Integer> widths = new ArrayList<>();

  @Option(
      names = "--formats",
      split = ",",
      paramLabel = "F",
      description = {
        "Formats, such as webp,jpeg; auto for what clients get that name none. Default: auto,webp."
      })
  private List<String> formats = List.of("auto", "webp");

  @Option(names = "--images", paramLabel = "DIR", description = "Folder of the originals.")
  private @Nullable Path images;

  @Mixin private RedisOptions redis = new RedisOptions();

  @Mixin private LargeResultOptions large = new LargeResultOptions();

  @Mixin private LifetimeOptions lifetimes = new LifetimeOptions();

  @Mixin private LimitOptions limitOptions = new LimitOptions();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Override
  public Integer call() throws IOException {
    require(redis.isGiven(), "--redis must be given: what is kept nowhere need not be made");
    require(
        images == null || Files.isDirectory(images),
        "--images must be an existing folder, but is " + images);
    String contradiction = aws.contradiction();
    require(contradiction == null, String.valueOf(contradiction));
    ResizeLimits limits = limits();
    try (Backends backends = new Backends(images, aws, redis, large, lifetimes, limits, MEMORY)) {
      List<ImageRequest> requests = requests(originals(backends.pictures()));
      CacheWarming warmUp =
          new CacheWarming(
              backends.service(),
              spec.commandLine().getOut(),
              requests.size(),
              ProgressBar.onTerminal(requests.size()));
      warmUp.run(requests, limits.parallelism(), spec.commandLine().getErr());
      return warmUp.finish() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private List<String> originals(Pictures pictures) throws IOException {
    return paths.isEmpty() ? all(pictures) : paths;
  }

  /**
   * All originals.
   *
   * @throws IOException if there are more than one run takes, which would else leave some cold
   */
  static List<String> all(Pictures pictures) throws IOException {
    List<Pictures.Picture> found = pictures.list(MOST_PICTURES + 1);
    if (found.size() > MOST_PICTURES) {
      throw new IOException(
          "the source holds more than "
              + MOST_PICTURES
              + " originals, which is what one run takes: name those to warm, as by"
              + " 'xargs -n 1000'");
    }
    return found.stream().map(Pictures.Picture::path).toList();
  }

  private List<ImageRequest> requests(List<String> originals) {
    List<ImageRequest> requests = new ArrayList<>();
    for (String original : originals) {
      for (int width : widths) {
        for (String format : formats) {
          requests.add(request(original, width, format));
        }
      }
    }
    return requests;
  }

  private ImageRequest request(String original, int width, String format) {
    require(
        width >= 1 && width <= ImageRequest.MAX_SIDE,
        "--widths must be 1.." + ImageRequest.MAX_SIDE + ", but holds " + width);
    ImageRequest.Builder request = ImageRequest.builder(original).width(width);
    if (!format.equals("auto")) {
      request.format(
          ImageFormat.ofLabel(format)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "--formats must be auto, " + known() + ", but holds " + format)));
    }
    return request.build();
  }

  private static String known() {
    return Arrays.stream(ImageFormat.values())
        .map(ImageFormat::label)
        .collect(Collectors.joining(", "));
  }

  private ResizeLimits limits() {
    try {
      return limitOptions.applyTo(ResizeLimits.builder().queueTimeout(PATIENCE).deadline(PATIENCE));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
    }
  }

  private void require(boolean right, String rule) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }
}
