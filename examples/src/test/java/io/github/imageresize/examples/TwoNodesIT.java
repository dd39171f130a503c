package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.LargeImageStore;
import io.github.imageresize.cache.MemoryLargeImageStore;
import io.github.imageresize.cache.OffloadingCacheStore;
import io.github.imageresize.lambda.FunctionProcess;
import io.github.imageresize.lambda.InvocationTimeLimits;
import io.github.imageresize.lambda.LambdaResizeService;
import io.github.imageresize.lambda.RuntimeEndpoint;
import io.github.imageresize.lambda.S3ImageSource;
import io.github.imageresize.lambda.S3LargeImageStore;
import io.github.imageresize.lambda.S3Server;
import io.github.imageresize.lambda.TestClients;
import io.github.imageresize.lambda.TestImages;
import io.github.imageresize.redis.RedisCacheStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Two nodes over a real Redis, a real S3 server, and a function that Lambda's stand-in invokes.
 * They keep nothing in their own memory but what a test says.
 */
@Timeout(120)
class TwoNodesIT {
  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final Duration SLOWER = Duration.ofSeconds(4);

  /** So long that only a fault, not a busy machine, makes a node go on without Redis. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static LocalRedis redis;
  private static S3Server bucket;
  private static S3Client s3;
  private static RuntimeEndpoint endpoint;
  private static FunctionProcess function;

  private final List<Node> nodes = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private int invocationsBefore;

  @BeforeAll
  static void startServers() throws Exception {
    redis = LocalRedis.start();
    bucket = new S3Server();
    s3 = TestClients.s3(bucket.uri());
    s3.createBucket(b -> b.bucket("photos"));
    s3.createBucket(b -> b.bucket("results"));
    endpoint = new RuntimeEndpoint("resize");
    function =
        FunctionProcess.java(
            FunctionProcess.LAMBDA_JVM, endpoint, bucket.uri(), Map.of("RESULT_BUCKET", "results"));
  }

  @AfterAll
  static void stopServers() throws Exception {
    function.close();
    endpoint.close();
    s3.close();
    bucket.close();
    redis.close();
  }

  @BeforeEach
  void rememberInvocations() {
    invocationsBefore = endpoint.invocations();
  }

  @AfterEach
  void stopNodes() {
    endpoint.coldStart(Duration.ZERO);
    nodes.forEach(Node::stop);
    threads.shutdownNow();
  }

  @Test
  void runsAFunctionOnceThatIsSlowerThanTheLease() throws Exception {
    put("slow.png", TestImages.halves("png", 400, 200));
    endpoint.coldStart(SLOWER);
    startTwoNodes(() -> MemoryLargeImageStore.ofBytes(1));
    ImageRequest request = ImageRequest.builder("slow.png").width(100).build();

    List<CompletableFuture<ResizedImage>> callers = new ArrayList<>();
    for (int caller = 0; caller < 20; caller++) {
      Node node = nodes.get(caller % nodes.size());
      callers.add(node.images.resizeAsync(request, threads));
    }

    for (CompletableFuture<ResizedImage> caller : callers) {
      assertThat(caller.get(60, TimeUnit.SECONDS).width()).isEqualTo(100);
    }
    assertThat(invocations()).isEqualTo(1);
  }

  @Test
  void makesAnImageOnceThatIsTooLargeForRedisAndKeepsItInTheBucketForAllNodes() throws Exception {
    put("noise.png", TestImages.noise(1400, 1200));
    startTwoNodes(() -> new S3LargeImageStore(s3, "results", "large/"));
    ImageRequest request = png("noise.png");

    byte[] made = nodes.get(0).images.resize(request).toByteArray();
    for (Node node : nodes) {
      ResizedImage found = node.images.resize(request);
      assertThat(found.origin()).isEqualTo(ResizedImage.Origin.CACHE);
      assertThat(found.toByteArray()).isEqualTo(made);
    }

    assertThat(made).hasSizeGreaterThan(4 << 20);
    assertThat(invocations()).isEqualTo(1);
    assertThat(s3.listObjectsV2(list -> list.bucket("results").prefix("large/")).contents())
        .hasSize(1);

    put("noise.png", TestImages.noise(1300, 1200));
    nodes.get(0).images.invalidate("noise.png");
    for (Node node : nodes) {
      assertThat(node.images.resize(request).width()).isEqualTo(1300);
    }
    assertThat(invocations()).isEqualTo(2);
  }

  @Test
  void makesAnImageOnceForEachNodeThatIsTooLargeForRedisWhereNodesKeepItInMemory()
      throws Exception {
    put("grain.png", TestImages.noise(1350, 1200));
    startTwoNodes(() -> MemoryLargeImageStore.ofBytes(16 << 20));
    ImageRequest request = png("grain.png");

    for (int view = 0; view < 3; view++) {
      for (Node node : nodes) {
        assertThat(node.images.resize(request).width()).isEqualTo(1350);
      }
    }
    assertThat(invocations()).isEqualTo(2);

    put("grain.png", TestImages.noise(1250, 1200));
    nodes.get(0).images.invalidate("grain.png");
    for (Node node : nodes) {
      assertThat(node.images.resize(request).width()).isEqualTo(1250);
    }
  }

  private static ImageRequest png(String source) {
    return ImageRequest.builder(source).format(ImageFormat.PNG).build();
  }

  private static void put(String key, byte[] image) {
    s3.putObject(o -> o.bucket("photos").key(key), RequestBody.fromBytes(image));
  }

  private int invocations() {
    return endpoint.invocations() - invocationsBefore;
  }

  private void startTwoNodes(Supplier<LargeImageStore> large) {
    nodes.add(new Node(large.get()));
    nodes.add(new Node(large.get()));
  }

  /** What one process has: clients of its own, and a service over them. */
  private static final class Node {
    private final RedisClient client =
        RedisClient.builder()
            .hostAndPort("127.0.0.1", redis.port())
            .clientConfig(
                DefaultJedisClientConfig.builder().timeoutMillis((int) PATIENCE.toMillis()).build())
            .poolConfig(RedisClientSettings.pool())
            .build();
    private final LambdaClient lambda;
    private final ResizeService images;

    private Node(LargeImageStore large) {
      lambda = TestClients.lambda(endpoint.uri(), InvocationTimeLimits.DEFAULTS);
      CacheStore shared = RedisCacheStore.builder(client).deadline(PATIENCE).build();
      images =
          ResizeService.builder(new S3ImageSource(s3, "photos", ""))
              .remote(
                  LambdaResizeService.builder(lambda, "resize").results(s3, "results", "").build())
              .cache(OffloadingCacheStore.builder(shared, large).build())
              .leaseTime(LEASE)
              .storeBudget(PATIENCE)
              .build();
    }

    private void stop() {
      images.close();
      lambda.close();
      client.close();
    }
  }
}
