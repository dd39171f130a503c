package io.github.imageresize.examples;

import io.github.imageresize.ResizeLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that bound the work for an image. */
public final class LimitOptions {
  @Option(
      names = "--max-source-mb",
      paramLabel = "N",
      description = "Longest original in MiB. Default: 32.")
  private @Nullable Long sourceMebibytes;

  @Option(
      names = "--max-megapixels",
      paramLabel = "N",
      description = "Most pixels of an original, all frames together, in millions. Default: 100.")
  private @Nullable Long megapixels;

  @Option(
      names = "--max-side",
      paramLabel = "N",
      description = "Longest side of a result in pixels. Default: 8192.")
  private @Nullable Integer side;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Images made at a time. Default: as many as there are processors.")
  private @Nullable Integer parallel;

  @Option(names = "--deadline", paramLabel = "SECONDS", description = "Longest time for an image.")
  private @Nullable Integer seconds;

  /**
   * The limits that were given, and the defaults where none were.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ResizeLimits applyTo(ResizeLimits.Builder defaults) {
    if (sourceMebibytes != null) {
      defaults.sourceBytes(multiplied("--max-source-mb", sourceMebibytes, 1L << 20, 2047));
    }
    if (megapixels != null) {
      defaults.sourcePixels(multiplied("--max-megapixels", megapixels, 1_000_000, 1_000_000));
    }
    if (side != null) {
      defaults.outputSide((int) multiplied("--max-side", side, 1, 65_535));
    }
    if (parallel != null) {
      defaults.parallelism((int) multiplied("--parallel", parallel, 1, 1024));
    }
    if (seconds != null) {
      Duration time = Duration.ofSeconds(multiplied("--deadline", seconds, 1, 86_400));
      defaults.deadline(time).queueTimeout(time);
    }
    return defaults.build();
  }

  private static long multiplied(String name, long value, long unit, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be 1.." + most + ", but is " + value);
    }
    return value * unit;
  }
}
