package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryLargeImageStoreTest extends LargeImageStoreContract {
  private final MemoryLargeImageStore store = MemoryLargeImageStore.ofBytes(16 << 20);

  @Override
  protected LargeImageStore store() {
    return store;
  }

  @Test
  void keepsNoMoreThanItsBytes() {
    MemoryLargeImageStore small = MemoryLargeImageStore.ofBytes(100_000);
    for (int image = 0; image < 50; image++) {
      small.write("image " + image, ByteBuffer.allocate(9_000));
    }

    long kept =
        IntStream.range(0, 50)
            .filter(image -> small.read("image " + image, 9_000).isPresent())
            .count();

    assertThat(kept).isBetween(5L, 10L);
  }

  @Test
  void keepsNoImageThatIsLargerThanItself() {
    MemoryLargeImageStore small = MemoryLargeImageStore.ofBytes(100_000);

    small.write("large", ByteBuffer.allocate(100_000));

    assertThat(small.read("large", 100_000)).isEmpty();
  }

  @Test
  void namesARoomThatIsNone() {
    assertThatThrownBy(() -> MemoryLargeImageStore.ofBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bytes must be at least 1, but is 0");
  }
}
