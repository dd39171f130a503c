package io.github.imageresize.internal.codec.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.local.LocalResizeService;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixCodeGroupsTest {
  private static final int MOST = 65_536;
  private static final ImageRequest SMALL =
      ImageRequest.builder("drawn.webp").width(10).format(ImageFormat.PNG).build();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 1000, 1001, 5000, MOST})
  void areCounted(int groups) {
    assertThat(groups(LosslessWebp.groups(1024, 1024, groups))).isEqualTo(groups);
  }

  @Test
  void areOneWhereThereIsNoEntropyImage() {
    assertThat(groups(LosslessWebp.plain(300, 200))).isEqualTo(1);
    assertThat(groups(LosslessWebp.noise(300, 200))).isEqualTo(1);
  }

  @Test
  void areOneWhereTheFileEndsBeforeTheyAreKnown() {
    byte[] whole = LosslessWebp.groups(1024, 1024, MOST);

    for (int length : new int[] {26, 30, 100, 300, 1000, 100_000}) {
      assertThat(groups(Arrays.copyOf(whole, length))).as("%s bytes", length).isEqualTo(1);
    }
  }

  /** What is drawn here is what libwebp takes for a picture too. */
  @Test
  void costNothingThatIsSeenWhereTheyAreFew() {
    LocalResizeService service = LocalResizeService.builder().build();

    assertThat(service.resize(LosslessWebp.groups(400, 400, 100), SMALL).width()).isEqualTo(10);
  }

  @Test
  void areRefusedWhereTheirTablesTakeMoreThanMayBeAdmitted() {
    LocalResizeService service =
        LocalResizeService.builder()
            .limits(ResizeLimits.builder().memoryBytes(128 << 20).build())
            .build();
    byte[] bomb = LosslessWebp.groups(1024, 1024, MOST);
    assertThat(bomb).hasSizeLessThan(300_000);

    assertThatThrownBy(() -> service.resize(bomb, SMALL))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.SOURCE_TOO_LARGE));
    assertThat(service.resize(LosslessWebp.groups(1024, 1024, 500), SMALL).width()).isEqualTo(10);
  }

  private static int groups(byte[] file) {
    return new WebpContainer(file).picture().bitstream().codeGroups();
  }
}
