package io.github.imageresize.springboot;

import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.springboot.ImageResizeProperties.Cache;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The cache in memory, where the application has no cache of its own. */
@Configuration(proxyBeanMethods = false)
class MemoryConfiguration {

  @Bean
  @ConditionalOnMissingBean({CacheStore.class, ResizeService.class})
  MemoryCacheStore imageResizeMemory(ImageResizeProperties properties) {
    Cache cache = properties.cache();
    return SettingException.naming(
        "image-resize.cache",
        () ->
            MemoryCacheStore.builder()
                .capacityBytes(cache.memory().toBytes())
                .largestEntry(cache.largestEntry())
                .build());
  }
}
