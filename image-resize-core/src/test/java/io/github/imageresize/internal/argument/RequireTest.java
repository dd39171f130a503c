package io.github.imageresize.internal.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.SourceFiles;
import io.github.imageresize.SourceFiles.SourceFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RequireTest {
  /**
   * Files that say by this exception what is no argument of one's own: that a colour profile can't
   * be used, what another check found about a part of a text, and that a setting or a client lacks
   * something.
   */
  private static final Set<String> OTHER_USES =
      Set.of(
          "HttpSettings",
          "InvocationClient",
          "Presets",
          "ProfileTags",
          "S3EventNotifications",
          "TableConversion",
          "ToneCurve",
          "ToneTable");

  private static void refused(ThrowingCallable check, String message) {
    assertThatThrownBy(check).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void everyMessageNamesFieldRuleAndValue() {
    refused(() -> Require.positive("f", 0), "f must be positive, but is 0");
    refused(() -> Require.positive("f", -1L << 40), "f must be positive, but is -1099511627776");
    refused(() -> Require.positive("f", Duration.ZERO), "f must be positive, but is PT0S");
    refused(() -> Require.notNegative("f", -1), "f must not be negative, but is -1");
    refused(
        () -> Require.notNegative("f", Duration.ofMillis(-1)),
        "f must not be negative, but is PT-0.001S");
    refused(() -> Require.atLeast("f", 2, 3), "f must be at least 3, but is 2");
    Duration second = Duration.ofSeconds(1);
    refused(
        () -> Require.atLeast("f", Duration.ZERO, second), "f must be at least PT1S, but is PT0S");
    String upToASecond = "f must be positive and at most PT1S, but is ";
    refused(() -> Require.atMost("f", second.plusNanos(1), second), upToASecond + "PT1.000000001S");
    refused(() -> Require.atMost("f", Duration.ZERO, second), upToASecond + "PT0S");
    refused(() -> Require.range("f", 0, 1, 9), "f must be 1..9, but is 0");
    refused(() -> Require.range("f", 10L, 1, 9), "f must be 1..9, but is 10");
    refused(() -> Require.notEmpty("f", ""), "f must have at least one character, but is empty");
    refused(
        () -> Require.notEmpty("f", List.of()), "f must have at least one element, but is empty");
    refused(
        () -> Require.matches("f", "b", Pattern.compile("a+"), "be some of the letter a"),
        "f must be some of the letter a, but is b");
    refused(() -> Require.that(false, "f", "be such as 3", "x"), "f must be such as 3, but is x");
  }

  @Test
  void whatKeepsTheRuleComesBack() {
    assertThat(Require.positive("f", 1)).isEqualTo(1);
    assertThat(Require.notNegative("f", 0)).isZero();
    assertThat(Require.atLeast("f", 3, 3)).isEqualTo(3);
    assertThat(Require.range("f", 1, 1, 9)).isEqualTo(1);
    assertThat(Require.range("f", 9L, 1, 9)).isEqualTo(9);
    Duration second = Duration.ofSeconds(1);
    assertThat(Require.atMost("f", second, second)).isEqualTo(second);
    assertThat(Require.matches("f", "aa", Pattern.compile("a+"), "be some of the letter a"))
        .isEqualTo("aa");
  }

  @Test
  void nobodyElseInTheModulesChecksArgumentsInAnotherWay() throws IOException {
    List<SourceFile> files = SourceFiles.ofDeployedModules();
    Set<String> found =
        files.stream()
            .filter(file -> file.code().contains("new IllegalArgumentException("))
            .map(SourceFile::name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(files).hasSizeGreaterThan(400);
    assertThat(found).contains("Require").hasSize(OTHER_USES.size() + 1);
    assertThat(found).containsAll(OTHER_USES);
  }
}
