package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StoredValueTest {
  private static final CacheKey KEY = Entries.key("a.jpg", 1);
  private static final byte[] GENERATION = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] value = StoredValue.of(GENERATION, KEY, Entries.entry("image").toBytes());

  @Test
  void isReadBack() {
    assertThat(Entries.text(StoredValue.read(value, KEY, GENERATION))).contains("image");
  }

  @Test
  void isNothingWithoutAValueOrAGeneration() {
    assertThat(StoredValue.read(null, KEY, GENERATION)).isEmpty();
    assertThat(StoredValue.read(value, KEY, null)).isEmpty();
  }

  @Test
  void isNothingInAnotherGeneration() {
    byte[] other = "0123456789abcdeX".getBytes(StandardCharsets.US_ASCII);

    assertThat(StoredValue.read(value, KEY, other)).isEmpty();
    assertThat(StoredValue.read(value, KEY, Arrays.copyOf(GENERATION, 15))).isEmpty();
    assertThat(StoredValue.read(value, KEY, Arrays.copyOf(GENERATION, 17))).isEmpty();
  }

  @Test
  void isNothingUnderAnotherKey() {
    assertThat(StoredValue.read(value, Entries.key("a.jpg", 2), GENERATION)).isEmpty();
  }

  @Test
  void isNothingWhenCutOffAnywhere() {
    for (int length = 0; length < value.length; length++) {
      assertThat(StoredValue.read(Arrays.copyOf(value, length), KEY, GENERATION)).isEmpty();
    }
  }

  @Test
  void isNothingWhenAnyBitIsWrong() {
    for (int bit = 0; bit < value.length * 8; bit++) {
      byte[] damaged = value.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(StoredValue.read(damaged, KEY, GENERATION)).as("bit " + bit).isEmpty();
    }
  }
}
