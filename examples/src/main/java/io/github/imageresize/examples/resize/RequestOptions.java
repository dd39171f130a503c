package io.github.imageresize.examples.resize;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The options that say what is to be made of each file, as they are declared for requests. */
final class RequestOptions implements IModelTransformer {
  private static final List<ImageOption<?>> OPTIONS =
      ImageOptions.all().stream().filter(option -> !option.commandLineNames().isEmpty()).toList();

  @Override
  public CommandSpec transform(CommandSpec command) {
    OPTIONS.forEach(option -> command.addOption(spec(option)));
    return command;
  }

  private static OptionSpec spec(ImageOption<?> option) {
    OptionSpec.Builder spec =
        OptionSpec.builder(option.commandLineNames().toArray(String[]::new))
            .description(description(option));
    if (option.switchedOn().isPresent()) {
      return spec.type(boolean.class).arity("0").build();
    }
    return spec.type(String.class)
        .arity("1")
        .paramLabel(option.values())
        .converters(text -> checked(option, text))
        .build();
  }

  /**
   * The sentence of the documentation, without its marks; a percent sign begins a format. A value
   * at its beginning stays as it is written.
   */
  private static String description(ImageOption<?> option) {
    String meaning = option.meaning();
    String text =
        meaning.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", "").replace("%", "%%");
    return meaning.startsWith("`")
        ? text + "."
        : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static String checked(ImageOption<?> option, String text) {
    try {
      option.canonical(text);
    } catch (ImageResizeException broken) {
      throw new TypeConversionException(broken.publicMessage());
    }
    return text;
  }

  /** The format that was asked for by name. */
  static Optional<ImageFormat> format(CommandSpec command) {
    return request(command, "any", Optional.empty()).format();
  }

  /**
   * What is to be made of a file.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} if options don't go together
   */
  static ImageRequest request(
      CommandSpec command, String name, Optional<ImageFormat> outputFormat) {
    ImageRequest.Builder request = ImageRequest.builder(name);
    for (ImageOption<?> option : OPTIONS) {
      String label = option.commandLineNames().get(0);
      @Nullable Object given = command.findOption(label).getValue();
      if (given instanceof String text) {
        option.read(request, label, text);
      } else if (Boolean.TRUE.equals(given)) {
        option.read(request, label, option.switchedOn().orElseThrow());
      }
    }
    outputFormat.ifPresent(request::format);
    return request.build();
  }
}
