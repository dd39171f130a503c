package io.github.imageresize.examples.serve;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.examples.LimitOptions;
import io.github.imageresize.examples.Version;
import io.github.imageresize.examples.urls.AccessOptions;
import io.github.imageresize.http.FallbackImages;
import io.github.imageresize.local.LocalResizeService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code serve}: answers requests for images, and shows a page to try them on. */
@Command(
    name = "serve",
    description = "Serves images in any size, and a page to try it on.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class ServeCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_PRIMING_SECONDS = 3600;
  private static final int MOST_CACHE_MEBIBYTES = 1 << 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Folder of the originals. Default: samples that the program draws.")
  private @Nullable Path images;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to bind to. Default: ${DEFAULT-VALUE}. Whoever reaches it may ask for whatever"
              + " --sizes, --presets and --signing-key allow.")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port to listen on; 0 for any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--cache-mb",
      paramLabel = "N",
      defaultValue = "64",
      description = "Room for results in memory, in MiB. Default: ${DEFAULT-VALUE}.")
  private int cacheMebibytes;

  @Option(
      names = "--fallback-image",
      paramLabel = "PATH",
      description =
          "Original, by its path in the source, that is shown where another one can't be had: with"
              + " the failure's status, resized as was asked. Default: none.")
  private @Nullable String fallbackImage;

  @Option(
      names = "--improve-later",
      split = ",",
      paramLabel = "FORMAT",
      converter = FormatName.class,
      description =
          "Formats that are too slow to make for the first client to wait for, such as avif,jxl: it"
              + " gets another one, and the image is made in the background. Default: none.")
  private Set<ImageFormat> improveLater = EnumSet.noneOf(ImageFormat.class);

  @Option(
      names = "--priming",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "Time to make images that nobody asked for before it listens, so that the first ones that"
              + " somebody does are made fast. Default: ${DEFAULT-VALUE}.")
  private int primingSeconds;

  @Mixin private AccessOptions access = new AccessOptions();

  @Mixin private RedisOptions redis = new RedisOptions();

  @Mixin private LargeResultOptions large = new LargeResultOptions();

  @Mixin private LifetimeOptions lifetimes = new LifetimeOptions();

  @Mixin private LimitOptions limits = new LimitOptions();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Override
  public Integer call() throws Exception {
    require(port >= 0 && port <= HIGHEST_PORT, "--port must be 0.." + HIGHEST_PORT);
    require(
        cacheMebibytes >= 1 && cacheMebibytes <= MOST_CACHE_MEBIBYTES,
        "--cache-mb must be 1.." + MOST_CACHE_MEBIBYTES);
    require(
        images == null || Files.isDirectory(images),
        "--images must be an existing folder, but is " + images);
    require(images == null || aws.bucket() == null, "--images and --s3-bucket exclude each other");
    require(
        primingSeconds >= 0 && primingSeconds <= MOST_PRIMING_SECONDS,
        "--priming must be 0.." + MOST_PRIMING_SECONDS);
    String contradiction = aws.contradiction();
    require(contradiction == null, String.valueOf(contradiction));
    if (primingSeconds > 0) {
      LocalResizeService.builder().build().prime(Duration.ofSeconds(primingSeconds));
    }
    try (Backends backends =
            new Backends(
                images, aws, redis, large, lifetimes, limits(), (long) cacheMebibytes << 20);
        ImageServer server =
            ImageServer.start(
                host,
                port,
                backends.service(),
                access.access(),
                fallbackImages(),
                improveLater,
                backends.pictures())) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, backends), "shutdown"));
      spec.commandLine().getOut().println("Listening on " + server.address());
      server.join();
    }
    return ExitCode.OK;
  }

  private FallbackImages fallbackImages() {
    String source = fallbackImage;
    try {
      return source == null ? FallbackImages.NONE : FallbackImages.of(source);
    } catch (IllegalArgumentException | ImageResizeException noPath) {
      throw new ParameterException(
          spec.commandLine(), "--fallback-image: " + noPath.getMessage(), noPath);
    }
  }

  /** A person in front of the page would rather wait than be told that the server is busy. */
  private ResizeLimits limits() {
    try {
      return limits.applyTo(
          ResizeLimits.builder()
              .queueTimeout(Duration.ofSeconds(20))
              .deadline(Duration.ofSeconds(25)));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
    }
  }

  /** The server first, so that requests under way find what they rest on. */
  private static void stop(ImageServer server, Backends backends) {
    server.close();
    backends.close();
  }

  /** A format by its label, in lower case as in URLs. */
  static final class FormatName implements ITypeConverter<ImageFormat> {
    @Override
    public ImageFormat convert(String value) {
      return ImageFormat.ofLabel(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "must be formats such as avif,jxl, but there is no format " + value));
    }
  }

  private void require(boolean right, String rule) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }
}
