package io.github.imageresize.examples.serve;

import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizeServiceBuilder;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.LargeImageStore;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.OffloadingCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.examples.AddedCodecs;
import io.github.imageresize.examples.RedisSingleServer;
import io.github.imageresize.examples.samples.SamplePictures;
import io.github.imageresize.lambda.LambdaResizeService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What the server rests on, as the options say: originals, engine and cache. */
final class Backends implements AutoCloseable {
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final Pictures pictures;
  private final ResizeService service;

  Backends(
      @Nullable Path images,
      AwsOptions aws,
      RedisOptions redis,
      LargeResultOptions large,
      LifetimeOptions lifetimes,
      ResizeLimits limits,
      long cacheBytes)
      throws IOException {
    String bucket = aws.bucket();
    S3Client s3 = bucket == null && !large.isOnS3() ? null : aws.s3();
    if (s3 != null) {
      closing.push(s3::close);
    }
    if (bucket != null && s3 != null) {
      pictures = aws.pictures(s3, bucket);
    } else {
      pictures =
          images == null ? new DrawnPictures(new SamplePictures()) : new FolderPictures(images);
    }
    ResizeServiceBuilder builder =
        ResizeService.builder(pictures.source())
            .cache(
                cache(redis, large.store(cacheBytes, () -> Objects.requireNonNull(s3)), cacheBytes))
            .lifetimes(lifetimes.lifetimes())
            .limits(limits);
    String function = aws.function();
    if (function != null && s3 != null) {
      LambdaClient lambda = aws.lambda();
      closing.push(lambda::close);
      LambdaResizeService remote = aws.engine(lambda, function, s3);
      closing.push(remote::close);
      builder.remote(remote);
    }
    AddedCodecs.all().forEach(builder::codec);
    service = builder.build();
    closing.push(service::close);
    Path events = aws.events();
    if (bucket != null && events != null) {
      closing.push(aws.follow(events, bucket, service::invalidate)::close);
    }
  }

  Pictures pictures() {
    return pictures;
  }

  ResizeService service() {
    return service;
  }

  /** Closes everything, the last first. */
  @Override
  public synchronized void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }

  private CacheStore cache(RedisOptions redis, LargeImageStore large, long cacheBytes) {
    MemoryCacheStore memory = MemoryCacheStore.ofBytes(cacheBytes);
    RedisClient client = redis.client();
    if (client == null) {
      return memory;
    }
    closing.push(client::close);
    CacheStore shared =
        OffloadingCacheStore.builder(RedisSingleServer.store(client), large).build();
    TieredCacheStore tiers = TieredCacheStore.builder(memory, shared).build();
    closing.push(tiers::close);
    return tiers;
  }
}
