package io.github.imageresize.examples.serve;

import io.github.imageresize.cache.CacheLifetimes;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how long results are kept. */
final class LifetimeOptions {
  @Option(
      names = "--fresh",
      paramLabel = "TIME",
      converter = Time.class,
      description =
          "How long an image is served before its original is asked for its version, such as 10m."
              + " Default: 10m.")
  private @Nullable Duration fresh;

  @Option(
      names = "--usable",
      paramLabel = "TIME",
      converter = Time.class,
      description = "How long an image is kept at most. Default: 7d.")
  private @Nullable Duration usable;

  @Option(
      names = "--provisional",
      paramLabel = "TIME",
      converter = Time.class,
      description =
          "How long an image is kept that another engine made than the one expected. Default: 1m.")
  private @Nullable Duration provisional;

  CacheLifetimes lifetimes() {
    CacheLifetimes.Builder lifetimes = CacheLifetimes.builder();
    if (fresh != null) {
      lifetimes.fresh(fresh);
    }
    if (usable != null) {
      lifetimes.usable(usable);
    }
    if (provisional != null) {
      lifetimes.provisional(provisional);
    }
    return lifetimes.build();
  }

  /** A whole number and its unit. */
  static final class Time implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    @Override
    public Duration convert(String value) {
      Matcher time = FORM.matcher(value);
      if (!time.matches()) {
        throw new TypeConversionException(
            "must be a whole number with s, m, h or d, such as 10m, but is " + value);
      }
      long amount = Long.parseLong(time.group(1));
      return switch (time.group(2)) {
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
  }
}
