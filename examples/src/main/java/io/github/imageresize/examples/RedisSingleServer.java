package io.github.imageresize.examples;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.redis.RedisCacheStore;
import io.github.imageresize.source.DirectoryImageSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** Resizes an image with one Redis server as the cache that all nodes share. */
public final class RedisSingleServer {
  private RedisSingleServer() {}

  /** Arguments: such as {@code redis://localhost:6379 folder cat.jpg small.jpg}. */
  public static void main(String[] arguments) throws IOException {
    DirectoryImageSource source = new DirectoryImageSource(Path.of(arguments[1]));
    try (RedisClient redis = client(URI.create(arguments[0]));
        TieredCacheStore cache =
            TieredCacheStore.builder(MemoryCacheStore.ofBytes(64 << 20), store(redis)).build();
        ResizeService service = ResizeService.builder(source).cache(cache).build()) {
      ImageRequest request = ImageRequest.builder(arguments[2]).width(300).build();
      ResizedImage image = service.resize(request);
      Files.write(Path.of(arguments[3]), image.toByteArray());
      System.out.println(image);
    }
  }

  /**
   * A store on one server. Where another server takes its place behind the same address, the client
   * is led there, though its connections stand.
   */
  public static RedisCacheStore store(RedisClient redis) {
    return RedisCacheStore.builder(redis).onDemotion(() -> redis.getPool().clear()).build();
  }

  /**
   * A client of one server.
   *
   * @param server such as {@code redis://user:password@host:6379/0}, {@code rediss} for TLS
   */
  public static RedisClient client(URI server) {
    int port = server.getPort() < 0 ? Protocol.DEFAULT_PORT : server.getPort();
    return RedisClient.builder()
        .hostAndPort(server.getHost(), port)
        .clientConfig(RedisClientSettings.limits(DefaultJedisClientConfig.builder(server)))
        .poolConfig(RedisClientSettings.pool())
        .build();
  }
}
