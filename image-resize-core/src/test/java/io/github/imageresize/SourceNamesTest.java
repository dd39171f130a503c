package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.SourceFiles.SourceFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceNamesTest {

  @Test
  void aNameStandsForOneClassInAllModules() throws IOException {
    List<String> names =
        SourceFiles.ofDeployedModules().stream().map(SourceFile::name).sorted().toList();

    assertThat(names).contains("ImageRequest", "RedisCacheStore").doesNotHaveDuplicates();
  }
}
