package io.github.imageresize.benchmarks;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.redis.RedisCacheStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;
import redis.embedded.RedisServer;

/**
 * A hit through the Redis store against a plain {@code GET} of the same value by the same client,
 * with a server on the loopback interface.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Threads(2)
public class RedisHitBenchmark {
  private static final Duration LONG = Duration.ofHours(1);
  private static final CacheKey KEY =
      CacheKey.of(ImageRequest.builder("cat.jpg").width(300).build(), "local-1");

  /** The length of the encoded image. */
  @Param({"5120", "61440", "1048576"})
  public int bytes;

  private RedisServer server;
  private RedisClient client;
  private RedisCacheStore store;
  private byte[] name;

  /** Starts the server and stores the image. */
  @Setup
  public void start() throws IOException {
    int port = freePort();
    server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .build();
    server.start();
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(16);
    pool.setMaxIdle(16);
    client = RedisClient.builder().hostAndPort("127.0.0.1", port).poolConfig(pool).build();
    store =
        RedisCacheStore.builder(client).concurrency(15).deadline(Duration.ofSeconds(10)).build();
    byte[] image = new byte[bytes];
    new Random(1).nextBytes(image);
    ResizedImage made =
        ResizedImage.wrap(image, ImageFormat.JPEG, 300, 200, "v1", ResizedImage.Origin.LOCAL);
    Instant until = Instant.now().plus(LONG);
    store.put(KEY, CacheEntry.ofImage(made, until, until), LONG);
    name =
        client.keys("image-resize:*").stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .filter(key -> client.strlen(key) > bytes)
            .findFirst()
            .orElseThrow();
  }

  /** Ends the server. */
  @TearDown
  public void stop() throws IOException {
    client.close();
    server.stop();
  }

  /** What the store is compared with. */
  @Benchmark
  public byte[] plainGet() {
    return client.get(name);
  }

  /** A hit. */
  @Benchmark
  public Optional<CacheEntry> storeHit() {
    return store.get(KEY);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
