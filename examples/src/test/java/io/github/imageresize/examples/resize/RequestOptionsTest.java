package io.github.imageresize.examples.resize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.OptionExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class RequestOptionsTest {
  static List<ImageOption<?>> options() {
    return ImageOptions.all().stream()
        .filter(option -> !option.commandLineNames().isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("options")
  void areReadUnderEachOfTheirNames(ImageOption<?> option) {
    ImageRequest expected = OptionExamples.asking(option, ImageRequest.builder("a.jpg")).build();

    for (String name : option.commandLineNames()) {
      List<String> arguments = new ArrayList<>(List.of("a.jpg"));
      expected
          .effects()
          .overlay()
          .ifPresent(mark -> arguments.addAll(overlay(option, mark.source())));
      arguments.add(name);
      if (option.switchedOn().isEmpty()) {
        arguments.add(OptionExamples.of(option));
      }
      assertThat(request(arguments)).isEqualTo(expected);
    }
  }

  private static List<String> overlay(ImageOption<?> option, String path) {
    return option == ImageOptions.OVERLAY ? List.of() : List.of("--overlay", path);
  }

  @Test
  void leaveDefaultsWhereNoneIsGiven() {
    assertThat(request(List.of("a.jpg"))).isEqualTo(ImageRequest.builder("a.jpg").build());
  }

  @Test
  void nameTheOptionAndTheRuleOfAWrongValue() {
    assertThatThrownBy(() -> request(List.of("a.jpg", "--blur", "0")))
        .hasMessageContaining("--blur")
        .hasMessageContaining("blur must be a number, 0.3..100, such as 5, but is 0");
  }

  @Test
  void areInTheHelp() {
    String help = new CommandLine(new ResizeCommand()).getUsageMessage();

    for (ImageOption<?> option : options()) {
      assertThat(help).contains(option.commandLineNames());
    }
    assertThat(help).contains("10%,10%,80%,80%").doesNotContain("`", ".md");
  }

  private static ImageRequest request(List<String> arguments) {
    CommandLine command = new CommandLine(new ResizeCommand());
    command.parseArgs(arguments.toArray(String[]::new));
    return RequestOptions.request(command.getCommandSpec(), "a.jpg", Optional.empty());
  }
}
