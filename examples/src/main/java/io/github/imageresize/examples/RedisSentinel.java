package io.github.imageresize.examples;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.redis.RedisCacheStore;
import io.github.imageresize.source.DirectoryImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisSentinelClient;

/** Resizes an image with a cache in Redis whose master Sentinels choose. */
public final class RedisSentinel {
  private RedisSentinel() {}

  /** Arguments: such as {@code images@host1:26379,host2:26379 folder cat.jpg small.jpg}. */
  public static void main(String[] arguments) throws IOException {
    DirectoryImageSource source = new DirectoryImageSource(Path.of(arguments[1]));
    try (RedisSentinelClient redis = client(arguments[0]);
        TieredCacheStore cache =
            TieredCacheStore.builder(
                    MemoryCacheStore.ofBytes(64 << 20), RedisCacheStore.builder(redis).build())
                .build();
        ResizeService service = ResizeService.builder(source).cache(cache).build()) {
      ImageRequest request = ImageRequest.builder(arguments[2]).width(300).build();
      ResizedImage image = service.resize(request);
      Files.write(Path.of(arguments[3]), image.toByteArray());
      System.out.println(image);
    }
  }

  /**
   * A client that follows the master.
   *
   * @param group the master's name and its Sentinels: {@code name@host:port,host:port}
   */
  public static RedisSentinelClient client(String group) {
    int at = group.indexOf('@');
    Set<HostAndPort> sentinels =
        Arrays.stream(group.substring(at + 1).split(","))
            .map(HostAndPort::from)
            .collect(Collectors.toSet());
    return RedisSentinelClient.builder()
        .masterName(group.substring(0, at))
        .sentinels(sentinels)
        .clientConfig(RedisClientSettings.limits(DefaultJedisClientConfig.builder()))
        .poolConfig(RedisClientSettings.pool())
        .build();
  }
}
