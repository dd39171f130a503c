package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.cache.CacheLifetimes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class ServeCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--results-bucket r | need --lambda-function",
        "--lambda-qualifier live | need --lambda-function",
        "--lambda-engine sharp-1 | need --lambda-function",
        "--lambda-function f | needs --s3-bucket",
        "--s3-events e | needs --s3-bucket",
        "--s3-bucket b --s3-events no-such-file | must be an existing file",
        "--s3-bucket b --lambda-function f --lambda-engine sharp/1 | letters, digits, dots",
        "--large-results s3://bucket | must be memory or s3://BUCKET/PREFIX",
        "--large-results s3:///large/ | must be memory or s3://BUCKET/PREFIX",
        "--fresh 10 | must be a whole number with s, m, h or d",
        "--improve-later avif,heic | there is no format heic",
        "--priming 3601 | --priming must be 0..3600",
      })
  void refusesOptionsThatMeanNothingTogether(String options, String rule) {
    StringWriter errors = new StringWriter();
    int exitCode =
        new CommandLine(new ServeCommand())
            .setErr(new PrintWriter(errors, true))
            .execute(("--port 0 " + options).split(" "));

    assertThat(exitCode).isEqualTo(2);
    assertThat(errors.toString()).contains(rule);
  }

  @Test
  void setsLifetimes() {
    LifetimeOptions options = new LifetimeOptions();
    new CommandLine(new Holder(options)).parseArgs("--fresh", "90s", "--usable", "2d");

    CacheLifetimes lifetimes = options.lifetimes();
    assertThat(lifetimes.fresh()).isEqualTo(Duration.ofSeconds(90));
    assertThat(lifetimes.usable()).isEqualTo(Duration.ofDays(2));
    assertThat(lifetimes.provisional()).isEqualTo(CacheLifetimes.DEFAULTS.provisional());
  }

  @ParameterizedTest
  @CsvSource({"0s", "1.5h", "m", "-1m", "10 m", "9999999d"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> new LifetimeOptions.Time().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining(text);
  }

  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin private final LifetimeOptions options;

    Holder(LifetimeOptions options) {
      this.options = options;
    }
  }
}
