package io.github.imageresize.examples.urls;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.examples.Version;
import io.github.imageresize.http.SigningKey;
import io.github.imageresize.http.UrlSigner;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sign}: signs URLs for a server that was started with the same key. */
@Command(
    name = "sign",
    description = "Signs URLs of images, and prints one on each line.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class SignCommand implements Callable<Integer> {
  private static final Pattern TARGET = Pattern.compile("([a-z]+://[^/?#]+)?(/.*)");
  private static final Pattern LIFETIME = Pattern.compile("([0-9]{1,9})([smhd])");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--signing-key",
      required = true,
      paramLabel = "ID:HEX",
      converter = SigningKeyValue.class,
      description = "Key: an id, a colon, and at least 16 bytes in hexadecimal digits.")
  private @Nullable SigningKey key;

  @Option(
      names = "--expires-in",
      paramLabel = "TIME",
      description = "How long the URL works, such as 90s, 15m, 24h or 7d. Default: for good.")
  private @Nullable String lifetime;

  @Option(
      names = "--prefix",
      paramLabel = "PATH",
      defaultValue = "/images/",
      description = "Where the images are mounted. Default: ${DEFAULT-VALUE}.")
  private String prefix = "";

  @Parameters(
      arity = "1..*",
      paramLabel = "URL",
      description = "Path and query, such as '/images/beach.jpg?w=320'.")
  private List<String> urls = List.of();

  @Override
  public Integer call() {
    UrlSigner signer = signer();
    Instant end = end();
    for (String url : urls) {
      Matcher parts = TARGET.matcher(url);
      if (!parts.matches()) {
        throw wrong("URL must begin with a slash or a scheme, but is " + url);
      }
      String origin = parts.group(1) == null ? "" : parts.group(1);
      try {
        String target = parts.group(2);
        String signed = end == null ? signer.sign(target) : signer.sign(target, end);
        spec.commandLine().getOut().println(origin + signed);
      } catch (ImageResizeException refused) {
        throw wrong(String.valueOf(refused.getMessage()));
      }
    }
    return ExitCode.OK;
  }

  private UrlSigner signer() {
    SigningKey given = key;
    if (given == null) {
      throw new IllegalStateException("the option is required");
    }
    try {
      return UrlSigner.of(given).under(prefix);
    } catch (IllegalArgumentException noPrefix) {
      throw wrong(String.valueOf(noPrefix.getMessage()));
    }
  }

  private @Nullable Instant end() {
    if (lifetime == null) {
      return null;
    }
    Matcher matcher = LIFETIME.matcher(lifetime);
    if (!matcher.matches()) {
      throw wrong(
          "--expires-in must be a number and s, m, h or d, such as 24h, but is " + lifetime);
    }
    String text = matcher.group().toUpperCase(Locale.ROOT);
    try {
      return Instant.now().plus(Duration.parse(text.endsWith("D") ? "P" + text : "PT" + text));
    } catch (DateTimeException | ArithmeticException tooLong) {
      throw wrong("--expires-in must end before the end of time, but is " + lifetime);
    }
  }

  private ParameterException wrong(String rule) {
    return new ParameterException(spec.commandLine(), rule);
  }
}
