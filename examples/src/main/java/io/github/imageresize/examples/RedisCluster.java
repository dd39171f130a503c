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
import redis.clients.jedis.RedisClusterClient;

/** Resizes an image with a cache that is spread over the masters of a Redis Cluster. */
public final class RedisCluster {
  private RedisCluster() {}

  /** Arguments: such as {@code host1:6379,host2:6379 folder cat.jpg small.jpg}. */
  public static void main(String[] arguments) throws IOException {
    DirectoryImageSource source = new DirectoryImageSource(Path.of(arguments[1]));
    try (RedisClusterClient redis = client(arguments[0]);
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
   * A client that knows which master has which slot. Without a bound on its retries it would ask on
   * for longer than a request may lose to Redis.
   *
   * @param nodes some of the Cluster's: {@code host:port,host:port}
   */
  public static RedisClusterClient client(String nodes) {
    Set<HostAndPort> known =
        Arrays.stream(nodes.split(",")).map(HostAndPort::from).collect(Collectors.toSet());
    return RedisClusterClient.builder()
        .nodes(known)
        .clientConfig(RedisClientSettings.limits(DefaultJedisClientConfig.builder()))
        .poolConfig(RedisClientSettings.pool())
        .maxAttempts(3)
        .maxTotalRetriesDuration(RedisClientSettings.LIMIT)
        .build();
  }
}
