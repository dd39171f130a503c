package io.github.imageresize.examples.urls;

import io.github.imageresize.http.Presets;
import io.github.imageresize.http.SigningKey;
import io.github.imageresize.http.SizePolicy;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say who may ask for which image. */
public final class AccessOptions {
  @Option(
      names = "--sizes",
      paramLabel = "any|W,W,...",
      converter = Sizes.class,
      description =
          "Widths that may be asked for, such as 320,640,1280, and no other option then; or any."
              + " Default: any, or none but the presets where there are some.")
  private @Nullable AllowedWidths sizes;

  @Option(
      names = "--presets",
      paramLabel = "FILE",
      converter = PresetFile.class,
      description =
          "Named sets of options, one on a line, such as 'thumb = w=200&h=200&fit=cover', to be"
              + " asked for with ?p=thumb. No more than that is allowed without --sizes.")
  private @Nullable Presets presets;

  @Option(
      names = "--signing-key",
      paramLabel = "ID:HEX",
      converter = SigningKeyValue.class,
      description =
          "Answers only URLs that were signed with this key, as the command 'sign' does. May be"
              + " given more than once, so that keys can be replaced.")
  private List<SigningKey> keys = new ArrayList<>();

  @Option(
      names = "--bypass-secret",
      paramLabel = "TEXT",
      converter = Secret.class,
      description =
          "Callers who send it in the field X-Bypass-Secret have images made anew by"
              + " 'Cache-Control: no-cache'. 16 characters or more. Default: nobody has.")
  private @Nullable String bypassSecret;

  /** The policy of all options together. */
  public SizePolicy policy() {
    return access().policy();
  }

  /** What all options together allow. */
  public Access access() {
    Presets named = presets;
    AllowedWidths listed = sizes;
    SizePolicy allowed = allowed(named, listed);
    SizePolicy signed =
        keys.isEmpty() ? allowed : allowed.and(SizePolicy.signed(keys.toArray(new SigningKey[0])));
    String secret = bypassSecret;
    return new Access(
        allowed,
        listed == null ? named == null : listed.widths().isEmpty(),
        listed == null ? List.of() : listed.widths(),
        named == null ? List.of() : named.names(),
        keys,
        secret == null ? signed : new SecretBypass(signed, secret));
  }

  private static SizePolicy allowed(@Nullable Presets named, @Nullable AllowedWidths listed) {
    if (named == null) {
      return listed == null ? SizePolicy.allowAnySize() : listed.policy();
    }
    return listed == null ? named : named.or(listed.policy());
  }

  /** What {@code --sizes} says; no widths where any may be asked for. */
  record AllowedWidths(SizePolicy policy, List<Integer> widths) {}

  /** Reads {@code any} or a list of widths. */
  static final class Sizes implements ITypeConverter<AllowedWidths> {
    @Override
    public AllowedWidths convert(String value) {
      if (value.equals("any")) {
        return new AllowedWidths(SizePolicy.allowAnySize(), List.of());
      }
      if (!value.matches("[0-9]{1,5}(,[0-9]{1,5})*")) {
        throw new TypeConversionException(
            "must be any, or widths such as 320,640,1280, but is " + value);
      }
      try {
        int[] widths = Arrays.stream(value.split(",")).mapToInt(Integer::parseInt).toArray();
        return new AllowedWidths(
            SizePolicy.widths(widths), Arrays.stream(widths).sorted().distinct().boxed().toList());
      } catch (IllegalArgumentException outOfRange) {
        throw new TypeConversionException(outOfRange.getMessage());
      }
    }
  }

  /** Reads a secret that is not soon guessed. */
  static final class Secret implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (!value.matches("[!-~]{16,200}")) {
        throw new TypeConversionException(
            "must have 16 to 200 visible ASCII characters, but has " + value.length());
      }
      return value;
    }
  }

  /** Reads a file of presets. */
  static final class PresetFile implements ITypeConverter<Presets> {
    @Override
    public Presets convert(String value) {
      try {
        return Presets.read(Path.of(value));
      } catch (IllegalArgumentException malformed) {
        throw new TypeConversionException(value + ": " + malformed.getMessage());
      } catch (NoSuchFileException missing) {
        throw new TypeConversionException("there is no file " + value);
      } catch (IOException unreadable) {
        throw new TypeConversionException("can't be read: " + unreadable);
      }
    }
  }
}
