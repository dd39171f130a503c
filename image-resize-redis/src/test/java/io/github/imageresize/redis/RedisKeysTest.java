package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheKey;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.util.JedisClusterCRC16;

class RedisKeysTest {
  private final RedisKeys keys = new RedisKeys("image-resize:");

  @Test
  void hasTheNamesThatOtherVersionsExpect() {
    CacheKey key = Entries.key("a.jpg", 300);

    assertThat(text(keys.generation("a.jpg"))).isEqualTo("image-resize:{UJsNRkGnw7oIj_ooVZ0fVw}:g");
    assertThat(text(keys.entry(key)))
        .isEqualTo("image-resize:{UJsNRkGnw7oIj_ooVZ0fVw}:" + key.digest());
    assertThat(text(keys.lease(key)))
        .isEqualTo("image-resize:{UJsNRkGnw7oIj_ooVZ0fVw}:" + key.digest() + ":l");
    assertThat(text(keys.invalidations())).isEqualTo("image-resize:invalidated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.jpg", "{a}b", "{}", "}{", "a b", "*", "\u65e5\u672c.png", "a/b/../c", "{{x}}"})
  void keepsAllNamesOfASourceInOneSlot(String source) {
    CacheKey key = Entries.key(source, 1);
    Set<Integer> slots = new HashSet<>();
    for (byte[] name : List.of(keys.generation(source), keys.entry(key), keys.lease(key))) {
      slots.add(JedisClusterCRC16.getSlot(name));
    }

    assertThat(slots).hasSize(1);
  }

  @Test
  void spreadsSourcesOverTheSlots() {
    Set<Integer> slots = new HashSet<>();
    for (int source = 0; source < 1000; source++) {
      slots.add(JedisClusterCRC16.getSlot(keys.generation("photo-" + source + ".jpg")));
    }

    assertThat(slots).hasSizeGreaterThan(900);
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }
}
