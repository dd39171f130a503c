package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.cache.CacheKey;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Replies that Redis itself never gives, but a damaged connection may. */
class RedisCacheStoreReplyTest {
  private static final CacheKey KEY = CacheKey.of(ImageRequest.builder("a.jpg").build(), "local-1");

  private final UnifiedJedis client = mock(UnifiedJedis.class);
  private final RedisCacheStore store = RedisCacheStore.builder(client).build();

  @Test
  void takesANumberInPlaceOfAValueForAFailure() {
    answer(Arrays.asList(null, 1.5));

    assertThatThrownBy(() -> store.get(KEY))
        .isInstanceOf(RedisStoreException.class)
        .hasMessageContaining("answered by something else");
  }

  @Test
  void takesTooFewValuesForAFailure() {
    answer(List.of());

    assertThatThrownBy(() -> store.get(KEY)).isInstanceOf(RedisStoreException.class);
  }

  @Test
  void takesNothingInPlaceOfTheValuesForAFailure() {
    answer(null);

    assertThatThrownBy(() -> store.get(KEY)).isInstanceOf(RedisStoreException.class);
  }

  @Test
  void takesNoValueForAMiss() {
    answer(Arrays.asList(null, null));

    assertThat(store.get(KEY)).isEmpty();
  }

  private void answer(@Nullable List<?> values) {
    doReturn(values).when(client).mget(any(byte[].class), any(byte[].class));
  }
}
