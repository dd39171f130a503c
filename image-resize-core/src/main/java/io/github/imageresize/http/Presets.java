package io.github.imageresize.http;

import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.internal.argument.Require;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A policy of named sets of options: {@code p=thumb} stands for what the host calls {@code thumb}.
 * Beside {@code p} a URL may hold nothing but what is opened here; join it with others by {@link
 * #or} to allow more than presets.
 *
 * <pre>{@code
 * Presets presets =
 *     Presets.of(Map.of("thumb", "w=200&h=200&fit=cover", "hero", "w=1600")).values("dpr", "2");
 * }</pre>
 *
 * <p>Immutable and thread-safe; every method returns a copy.
 */
public final class Presets implements SizePolicy {
  /** The option that names a preset. */
  static final String OPTION = "p";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  private final Map<String, GivenOptions> presets;
  private final AllowedValues further;

  private Presets(Map<String, GivenOptions> presets, AllowedValues further) {
    this.presets = presets;
    this.further = further;
  }

  /**
   * Presets by their names.
   *
   * @param options what each name stands for, as in the query of a URL
   * @return the policy
   * @throws IllegalArgumentException if there is none, a name is not 1..64 letters, digits,
   *     underscores, dots or dashes, or options are malformed
   */
  public static Presets of(Map<String, String> options) {
    Require.that(!options.isEmpty(), "options", "have at least one preset", "empty");
    Map<String, GivenOptions> parsed = new TreeMap<>();
    options.forEach((name, query) -> parsed.put(name, parse(name, query)));
    return new Presets(parsed, AllowedValues.DEFAULTS_ONLY);
  }

  /**
   * Reads presets from a file in UTF-8 with one on each line, {@code thumb =
   * w=200&h=200&fit=cover}. Empty lines and those that begin with {@code #} are comments.
   *
   * @param file the file
   * @return the policy
   * @throws IOException if the file can't be read
   * @throws IllegalArgumentException as for {@link #of}, for a line without {@code =}, and for a
   *     name that comes twice
   */
  public static Presets read(Path file) throws IOException {
    Map<String, String> options = new TreeMap<>();
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (String line : lines) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      int equals = text.indexOf('=');
      Require.that(equals >= 0, "preset", "be written as name = options", text);
      String name = text.substring(0, equals).strip();
      Require.that(
          options.put(name, text.substring(equals + 1).strip()) == null,
          "presets",
          "differ in their names",
          name + " twice");
    }
    return of(options);
  }

  private static GivenOptions parse(String name, String query) {
    Require.matches(
        "preset",
        name,
        NAME,
        "have 1..64 letters, digits, underscores, dots or dashes as its name");
    GivenOptions options = new GivenOptions(Set.of());
    try {
      if (!query.isEmpty()) {
        OptionSpelling.QUERY.read(query, options::take);
      }
      if (options.isDescription()) {
        throw ImageResizeException.invalid(
            "option", GivenOptions.DESCRIBE, "must be none that asks for a description");
      }
      ImageRequest.Builder any = ImageRequest.builder("any");
      options.applyTo(any);
      any.build();
    } catch (ImageResizeException wrong) {
      throw new IllegalArgumentException(
          "the preset " + name + " is malformed: " + wrong.publicMessage(), wrong);
    }
    return options;
  }

  /**
   * Opens an option beside {@code p} for a list of values, which come before the preset's own.
   *
   * @param option its name in a URL, such as {@code dpr}
   * @param allowed values as in a URL; the default always is
   * @return a copy that does so
   * @throws IllegalArgumentException if there is no such option or no value
   * @throws ImageResizeException if a value breaks the option's rule
   */
  public Presets values(String option, String... allowed) {
    return new Presets(presets, further.withText(AllowedValues.named(option), allowed));
  }

  /**
   * Opens an option beside {@code p} for whatever its grammar holds.
   *
   * @param option its name in a URL, such as {@code format}
   * @return a copy that does so
   * @throws IllegalArgumentException if there is no such option
   */
  public Presets anyValue(String option) {
    return new Presets(presets, further.withAny(AllowedValues.named(option)));
  }

  /**
   * The names of the presets.
   *
   * @return names in alphabetical order, unmodifiable
   */
  public List<String> names() {
    return List.copyOf(presets.keySet());
  }

  @Override
  public Set<String> options() {
    return Set.of(OPTION);
  }

  @Override
  public Verdict decide(RequestTarget target) {
    Optional<String> name = target.option(OPTION);
    if (target.isDescription() && name.isPresent()) {
      return Verdict.refuse(OPTION + " must be left out beside " + GivenOptions.DESCRIBE + ".");
    }
    GivenOptions preset =
        target.isDescription() ? GivenOptions.NONE : name.map(presets::get).orElse(null);
    if (preset == null) {
      return Verdict.refuse(
          OPTION
              + " must be "
              + AllowedValues.listed(presets.keySet())
              + ", but is "
              + name.orElse("missing")
              + ".");
    }
    ImageRequest.Builder request = ImageRequest.builder(target.request().source());
    preset.applyTo(request);
    for (Map.Entry<ImageOption<?>, String> own : target.given().ofGrammar().entrySet()) {
      if (!further.isOpen(own.getKey())) {
        return Verdict.refuse(AllowedValues.closed(own.getKey()));
      }
      Optional<String> objection = further.objection(own.getKey(), target.request());
      if (objection.isPresent()) {
        return Verdict.refuse(objection.get());
      }
      own.getKey().read(request, own.getKey().urlName(), own.getValue());
    }
    return Verdict.admit(request.build());
  }
}
