package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.junit.jupiter.api.Test;

/** The build runs the cache's tests once more with an older Caffeine: is it that one? */
class CaffeineVersionTest {

  @Test
  void isTheOneThatTheBuildMeans() {
    String meant = System.getProperty("caffeine.version", "");
    String found = Caffeine.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    assertThat(found).endsWith(meant.isEmpty() ? ".jar" : "caffeine-" + meant + ".jar");
  }
}
