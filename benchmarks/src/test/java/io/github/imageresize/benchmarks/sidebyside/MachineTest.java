package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void takesTheProcessorsNameWhereItHasOne() {
    assertThat(Machine.processor(List.of("vendor_id\t: X", "model name\t: Some CPU @ 2 GHz")))
        .isEqualTo("Some CPU @ 2 GHz");
    assertThat(Machine.processor(List.of("CPU part\t: 0xd40"))).isEmpty();
  }

  @Test
  void namesTheBuildOrElseTheVendorOfTheJdk() {
    assertThat(Machine.vendor("Temurin-25+36", "Eclipse Adoptium")).isEqualTo("Temurin");
    assertThat(Machine.vendor("", "Debian")).isEqualTo("Debian");
  }

  @Test
  void namesTheVersionOfJava() throws IOException {
    assertThat(Machine.describe())
        .contains("Java " + System.getProperty("java.version"), " cores, ");
  }
}
