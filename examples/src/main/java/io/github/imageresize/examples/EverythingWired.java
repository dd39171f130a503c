package io.github.imageresize.examples;

import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.LargeImageStore;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.OffloadingCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.SizePolicy;
import io.github.imageresize.lambda.InvocationTimeLimits;
import io.github.imageresize.lambda.LambdaResizeService;
import io.github.imageresize.lambda.S3ImageSource;
import io.github.imageresize.lambda.S3LargeImageStore;
import io.github.imageresize.redis.RedisCacheStore;
import io.github.imageresize.servlet.ImageResizeFilter;
import io.github.imageresize.source.ImageSource;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One of several nodes that serve a private bucket's images: kept in memory and in the Redis that
 * the nodes share, what is too large for that in a bucket, made by a Lambda function, and here
 * where that cannot answer.
 */
public final class EverythingWired implements AutoCloseable {
  private final TieredCacheStore cache;
  private final ResizeService images;

  /** Wires a node of clients that stay the caller's. */
  public EverythingWired(
      ImageSource originals,
      LambdaResizeService function,
      RedisCacheStore redis,
      LargeImageStore large) {
    CacheStore shared = OffloadingCacheStore.builder(redis, large).build();
    cache = TieredCacheStore.builder(MemoryCacheStore.ofBytes(256 << 20), shared).build();
    images = ResizeService.builder(originals).remote(function).cache(cache).build();
  }

  /**
   * Arguments: such as {@code redis://localhost:6379 photos image-resize photo-results 8080}, for
   * the bucket, the function, the bucket of large results and the port. Region and credentials are
   * the environment's.
   */
  public static void main(String[] arguments) throws Exception {
    InvocationTimeLimits limits = InvocationTimeLimits.DEFAULTS;
    try (RedisClient redis = RedisSingleServer.client(URI.create(arguments[0]));
        S3Client s3 = S3Client.create();
        LambdaClient lambda =
            LambdaClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(limits.socket()))
                .overrideConfiguration(limits.clientConfiguration())
                .build();
        LambdaResizeService function =
            LambdaResizeService.builder(lambda, arguments[2])
                .qualifier("live")
                .results(s3, arguments[3], "results/")
                .build();
        EverythingWired node =
            new EverythingWired(
                new S3ImageSource(s3, arguments[1], ""),
                function,
                RedisCacheStore.builder(redis).build(),
                new S3LargeImageStore(s3, arguments[3], "large/"))) {
      Server server = node.server(Integer.parseInt(arguments[4]));
      server.start();
      System.out.println("Listening on " + server.getURI());
      server.join();
    }
  }

  /**
   * A server, not started, with the images at such paths as {@code /images/cat.jpg?w=300}.
   *
   * @param port the port on the loopback interface; 0 for any that is free
   */
  public Server server(int port) {
    // Reached from this machine alone; a public site lists the sizes that its pages use.
    ImageHttpHandler handler =
        ImageHttpHandler.builder(images).sizes(SizePolicy.allowAnySize()).build();
    FilterHolder filter = new FilterHolder(new ImageResizeFilter(handler));
    filter.setAsyncSupported(true);
    ServletContextHandler site = new ServletContextHandler("/");
    site.addFilter(filter, "/images/*", EnumSet.of(DispatcherType.REQUEST));
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setHandler(site);
    return server;
  }

  @Override
  public void close() {
    images.close();
    cache.close();
  }
}
