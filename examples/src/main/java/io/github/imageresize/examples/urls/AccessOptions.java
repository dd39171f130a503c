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
  private @Nullable SizePolicy sizes;

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

  /** The policy of all options together. */
  public SizePolicy policy() {
    SizePolicy allowed = allowed();
    return keys.isEmpty()
        ? allowed
        : allowed.and(SizePolicy.signed(keys.toArray(new SigningKey[0])));
  }

  private SizePolicy allowed() {
    Presets named = presets;
    SizePolicy listed = sizes;
    if (named == null) {
      return listed == null ? SizePolicy.allowAnySize() : listed;
    }
    return listed == null ? named : named.or(listed);
  }

  /** Reads {@code any} or a list of widths. */
  static final class Sizes implements ITypeConverter<SizePolicy> {
    @Override
    public SizePolicy convert(String value) {
      if (value.equals("any")) {
        return SizePolicy.allowAnySize();
      }
      if (!value.matches("[0-9]{1,5}(,[0-9]{1,5})*")) {
        throw new TypeConversionException(
            "must be any, or widths such as 320,640,1280, but is " + value);
      }
      try {
        return SizePolicy.widths(
            Arrays.stream(value.split(",")).mapToInt(Integer::parseInt).toArray());
      } catch (IllegalArgumentException outOfRange) {
        throw new TypeConversionException(outOfRange.getMessage());
      }
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
