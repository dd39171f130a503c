package io.github.imageresize.springboot;

import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.redis.RedisCacheStore;
import io.github.imageresize.springboot.ImageResizeProperties.Redis;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import redis.clients.jedis.UnifiedJedis;

/** Redis behind the memory, if the properties ask for it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(prefix = "image-resize.redis", name = "enabled")
class RedisConfiguration {
  private static final String ADAPTER = "io.github.imageresize.redis.RedisCacheStore";

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = ADAPTER)
  @ConditionalOnBean(MemoryCacheStore.class)
  static class Tiers {

    @Bean
    @ConditionalOnMissingBean
    UnifiedJedis imageResizeRedisClient(ImageResizeProperties properties) {
      return OwnRedisClient.of(properties.redis());
    }

    @Bean
    @Primary
    @ConditionalOnMissingBean
    TieredCacheStore imageResizeCache(
        MemoryCacheStore memory, UnifiedJedis client, ImageResizeProperties properties) {
      Redis set = properties.redis();
      return SettingException.naming(
          "image-resize.redis", () -> TieredCacheStore.builder(memory, store(client, set)).build());
    }

    @Bean
    @ConditionalOnMissingBean
    SharedCacheHealth imageResizeRedisHealth(UnifiedJedis client) {
      return new RedisHealth(client);
    }

    private static RedisCacheStore store(UnifiedJedis client, Redis set) {
      RedisCacheStore.Builder store =
          RedisCacheStore.builder(client)
              .prefix(set.prefix())
              .deadline(set.deadline())
              .concurrency(set.concurrency())
              .largestEntry(Math.toIntExact(set.largestEntry().toBytes()));
      if (client instanceof OwnRedisClient own) {
        store.onDemotion(own::dropIdleConnections);
      }
      return store.build();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingClass(ADAPTER)
  static class MissingAdapter {

    MissingAdapter() {
      throw new SettingException(
          "image-resize.redis.enabled is true, but image-resize-redis is not on the class path.",
          "Add the dependency io.github.imageresize:image-resize-redis.");
    }
  }
}
