package io.github.imageresize.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a vulnerable version is found, and no other. */
class KnownVulnerabilitiesListTest {
  private static final KnownVulnerabilities LIST =
      KnownVulnerabilities.of(
          List.of(
              "# a comment",
              "",
              "org.example:server  4.1.91.Final  4.1.118.Final  CVE-1",
              "org.example:server  4.2.0.Alpha1  4.2.3.Final  CVE-1",
              "org.example:library  0  32.0.0  CVE-2",
              "org.example:container  10.1.0-M1  10.1.35  CVE-3"));

  @ParameterizedTest
  @CsvSource({
    "server, 4.1.91.Final",
    "server, 4.1.117.Final",
    "server, 4.1.118.Final-SNAPSHOT",
    "server, 4.2.0.Alpha1",
    "server, 4.2.0.RC1",
    "server, 4.2.2.Final",
    "library, 1.0",
    "library, 31.1-jre",
    "library, 32.0.0-rc1",
    "container, 10.1.0-M1",
    "container, 10.1.9",
    "container, 10.1.34"
  })
  void findsVersionsOfARange(String artifact, String version) {
    assertThat(against("org/example", artifact, version)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "server, 4.1.90.Final",
    "server, 4.1.118.Final",
    "server, 4.1.119.Final",
    "server, 4.2.3.Final",
    "library, 32.0.0-jre",
    "library, 32.0.1",
    "library, 9999.0-empty-to-avoid-conflict",
    "container, 10.0.27",
    "container, 10.1.35",
    "container, 11.0.0-M1"
  })
  void findsNoVersionsBeyondARange(String artifact, String version) {
    assertThat(against("org/example", artifact, version)).isEmpty();
  }

  @Test
  void findsOnlyTheGroupAndTheArtifactThatAreNamed() {
    assertThat(against("com/example", "server", "4.1.117.Final")).isEmpty();
    assertThat(against("org/example/more", "server", "4.1.117.Final")).isEmpty();
    assertThat(against("notorg/example", "server", "4.1.117.Final")).isEmpty();
    assertThat(against("org/example", "server-extra", "4.1.117.Final")).isEmpty();
  }

  @Test
  void namesTheJarTheVulnerabilityAndTheCure() {
    assertThat(against("org/example", "library", "31.1"))
        .containsExactly("org.example:library:31.1 has CVE-2; take 32.0.0 or newer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.example:server 1.0 CVE-1",
        "org.example 1.0 2.0 CVE-1",
        "org.example:server 2.0 1.0 CVE-1",
        "org.example:server 1.0 1.0-rc1 CVE-1"
      })
  void refusesLinesThatCouldFindNothing(String line) {
    assertThatThrownBy(() -> KnownVulnerabilities.of(List.of(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(line);
  }

  /** Versions that this project once used or was offered, so that the list itself is shown too. */
  @ParameterizedTest
  @CsvSource({
    "com/twelvemonkeys/imageio, imageio-metadata, 3.7.0, CVE-2021-23792",
    "io/netty, netty-handler, 4.1.135.Final, CVE-2026-75595",
    "org/apache/commons, commons-lang3, 3.5, CVE-2025-48924",
    "org/apache/httpcomponents/client5, httpclient5, 5.6.2, CVE-2026-64607",
    "com/github/usefulness, webp-imageio, 0.4.1, CVE-2023-4863"
  })
  void theCommittedListFindsThese(String group, String artifact, String version, String identifier)
      throws Exception {
    assertThat(KnownVulnerabilities.committed().against(jar(group, artifact, version)))
        .anyMatch(text -> text.contains(identifier));
  }

  private static List<String> against(String group, String artifact, String version) {
    return LIST.against(jar(group, artifact, version));
  }

  private static ResolvedJar jar(String group, String artifact, String version) {
    return ResolvedJar.of(
        Path.of("/home/someone/.m2/repository", group, artifact, version, "it.jar"));
  }
}
