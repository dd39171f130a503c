package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.KnownVulnerabilities.Jar;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What all modules run and test with, held against a list that is committed here, so without any
 * network. The list knows what it knew on its day and no more: a scanner that is fed with {@code
 * target/bom.json} knows today's.
 */
class KnownVulnerabilitiesTest {
  @Test
  void areInNoneOfTheJarsOfAllModules() throws Exception {
    KnownVulnerabilities known = KnownVulnerabilities.read();
    List<Jar> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar"))
            .map(entry -> Jar.of(Path.of(entry)))
            .toList();

    assertThat(jars)
        .extracting(Jar::artifact)
        .contains("caffeine", "imageio-tiff", "jedis", "jackson-core");
    assertThat(jars).flatExtracting(known::against).isEmpty();
  }

  @Test
  void areFoundInVersionsThatHaveThemAndNoOthers() throws Exception {
    KnownVulnerabilities known = KnownVulnerabilities.read();

    assertThat(known.size()).isGreaterThan(20);
    assertThat(against(known, "com/twelvemonkeys/imageio/imageio-metadata/3.7.0")).hasSize(1);
    assertThat(against(known, "com/twelvemonkeys/imageio/imageio-metadata/3.7.1")).isEmpty();
    assertThat(against(known, "io/netty/netty-handler/4.1.117.Final")).hasSize(1);
    assertThat(against(known, "io/netty/netty-handler/4.1.90.Final")).isEmpty();
    assertThat(against(known, "org/example/netty-handler/4.1.117.Final")).isEmpty();
  }

  private static List<String> against(KnownVulnerabilities known, String folder) {
    return known.against(Jar.of(Path.of("/home/someone/.m2/repository", folder, "it.jar")));
  }
}
