package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageDescription;
import io.github.imageresize.local.LocalResizeService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
  @TempDir private Path folder;

  @Test
  void areWhatTheirNamesSay() throws IOException {
    Inputs inputs = new Inputs(Optional.empty(), folder);

    for (String name : new String[] {"png-palette", "png-16bit", "png-interlaced"}) {
      Input png = inputs.make(name);
      assertThat(png.format()).isEqualTo("png");
      byte[] bytes = png.bytes();
      assertThat(bytes[24]).as(name + ", depth").isEqualTo((byte) (name.contains("16") ? 16 : 8));
      assertThat(bytes[25])
          .as(name + ", colour type")
          .isEqualTo((byte) (name.contains("palette") ? 3 : 2));
      assertThat(bytes[28])
          .as(name + ", passes")
          .isEqualTo((byte) (name.contains("interlaced") ? 1 : 0));
    }
  }

  @Test
  void haveAHundredFramesToAnimate() throws IOException {
    Input animation = new Inputs(Optional.empty(), folder).make(Input.ANIMATION);

    ImageDescription description = LocalResizeService.builder().build().describe(animation.bytes());

    assertThat(animation.format()).isEqualTo(Input.ANIMATED_GIF);
    assertThat(description.frames()).isEqualTo(100);
  }
}
